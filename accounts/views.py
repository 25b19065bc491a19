"""Signing up, in and out on the pages: allauth's views, in our manners.

What cannot be accepted is answered with 400 and the form as it was filled in.
"""

from allauth.account import views as allauth
from django.http import HttpResponse

from accounts.forms import LoginForm, SignupForm
from core.errors import DomainError


class LoginView(allauth.LoginView):  # type: ignore[misc] # the package has no types
    def form_invalid(self, form: LoginForm) -> HttpResponse:
        return _refused(self, form)


class SignupView(allauth.SignupView):  # type: ignore[misc]
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
