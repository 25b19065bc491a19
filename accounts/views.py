"""Signing up, in and out on the pages: allauth's views, in our manners.

What cannot be accepted is answered with 400 and the form as it was filled in.
"""

from typing import Any

from allauth.account import views as allauth
from django.http import HttpRequest, HttpResponse

from accounts.attempts import can_be_counted
from accounts.forms import LoginForm, SignupForm
from core.errors import DomainError


class LoginView(allauth.LoginView):  # type: ignore[misc] # the package has no types
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limited = request.method != "POST" or can_be_counted()
        view: Any = super() if limited else super(allauth.LoginView, self)
        response: HttpResponse = view.dispatch(request, *args, **kwargs)
        return response

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        return _refused(self, form)


class SignupView(allauth.SignupView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limited = request.method != "POST" or can_be_counted()
        view: Any = super() if limited else super(allauth.SignupView, self)
        response: HttpResponse = view.dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: SignupForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except DomainError as error:
            form.refuse(error)
            return self.form_invalid(form)
        return response

    def form_invalid(self, form: SignupForm) -> HttpResponse:
        return _refused(self, form)


def _refused(view: LoginView | SignupView, form: LoginForm | SignupForm) -> HttpResponse:
    page: HttpResponse = view.render_to_response(view.get_context_data(form=form), status=400)
    return page


login = LoginView.as_view()
signup = SignupView.as_view()
logout = allauth.logout
