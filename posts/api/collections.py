from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_params, page_response, search_params
from posts.api.saves import Q
from posts.models import Collection
from posts.selectors.cards import get_post
from posts.selectors.collections import collection_page, collections_page, get_collection
from posts.serializers.posts import PostSerializer
from posts.serializers.saves import CollectionSerializer, NewCollectionSerializer
from posts.services.collections import create_collection, delete_collection, rename_collection
from posts.services.saves import remove_from_collection


class CollectionListView(APIView):
    @extend_schema(responses=CollectionSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your collections, the newest first."""
        page = collections_page(viewer=request.user, **page_params(request))
        return page_response(request, page, CollectionSerializer)

    @extend_schema(request=NewCollectionSerializer, responses={201: CollectionSerializer})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """A name is 1 to 50 characters long, and different from your others."""
        made = create_collection(owner=request.user, name=_name(request))
        return _answer(request, made, status=201)


class CollectionView(APIView):
    @extend_schema(responses=CollectionSerializer)
    def get(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        return _answer(request, _own(request, collection_id))

    @extend_schema(request=NewCollectionSerializer, responses=CollectionSerializer)
    def patch(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        collection = _own(request, collection_id)
        rename_collection(collection=collection, name=_name(request))
        return _answer(request, collection)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        """What was in it stays saved."""
        delete_collection(collection=_own(request, collection_id))
        return Response(status=204)


class CollectionPostsView(APIView):
    @extend_schema(parameters=[Q], responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        """What is in it, put there last first."""
        collection = _own(request, collection_id)
        page = collection_page(viewer=request.user, collection=collection, **search_params(request))
        return page_response(request, page, PostSerializer)


class CollectionPostView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, collection_id: UUID, key: str) -> Response:
        """Take a post out; it stays saved."""
        collection = _own(request, collection_id)
        remove_from_collection(post=get_post(viewer=request.user, key=key), collection=collection)
        return Response(status=204)


def _own(request: AuthenticatedApiRequest, collection_id: UUID) -> Collection:
    return get_collection(viewer=request.user, collection_id=collection_id)


def _name(request: Request) -> str:
    serializer = NewCollectionSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    name: str = serializer.validated_data["name"]
    return name


def _answer(
    request: AuthenticatedApiRequest, collection: Collection, status: int = 200
) -> Response:
    """As it stands now: who made or renamed it may have it elsewhere too."""
    shown = _own(request, collection.pk)
    data = CollectionSerializer(shown, context={"request": request}).data
    return Response(data, status=status)
