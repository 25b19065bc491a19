from django.urls import URLPattern, URLResolver, path

from messaging.api import RealtimeTicketView

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("realtime/ticket", RealtimeTicketView.as_view()),
]
