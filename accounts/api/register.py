from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.auth import AuthView, login_response
from accounts.api.serializers import LoginResponseSerializer, RegisterSerializer
from accounts.clients.client import client_of
from accounts.limits import REGISTER
from accounts.services import register_user
from accounts.services.login import start_app_login
from core import limits
from core.api.views import validated_data
from core.web.clients import client_network


class RegisterView(AuthView):
    @extend_schema(request=RegisterSerializer, responses={201: LoginResponseSerializer})
    def post(self, request: Request) -> Response:
        """Create an account and log in. The refresh token comes as a cookie.

        The code that is mailed to the address verifies it. An address of another account gets the
        same response: only its owner gets a mail.
        """
        given = validated_data(request, RegisterSerializer)
        limits.hit(REGISTER, by=client_network(request))
        user = register_user(**given, language=get_language() or "")
        return login_response(request, *start_app_login(user=user, client=client_of(request)), 201)
