from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response, search_params, validated_data
from posts.api.saves import Q
from posts.models import Collection
from posts.selectors.collections import collection_page, collections_page, get_collection
from posts.selectors.posts import get_visible_post
from posts.serializers.posts import PostSerializer
from posts.serializers.saves import CollectionSerializer, NewCollectionSerializer
from posts.services.collections import create_collection, delete_collection, rename_collection
from posts.services.saves import remove_from_collection


class CollectionListView(APIView):
    @extend_schema(responses=CollectionSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your collections, newest first."""
        page = collections_page(viewer=request.user, **page_params(request))
        return page_response(request, page, CollectionSerializer)

    @extend_schema(request=NewCollectionSerializer, responses={201: CollectionSerializer})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Create a collection. Its name has 1 to 50 characters and is unique among yours."""
        given = validated_data(request, NewCollectionSerializer)
        created = create_collection(owner=request.user, **given)
        return _response(request, created, status=201)


class CollectionView(APIView):
    @extend_schema(responses=CollectionSerializer)
    def get(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        return _response(request, _own(request, collection_id))

    @extend_schema(request=NewCollectionSerializer, responses=CollectionSerializer)
    def patch(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        collection = _own(request, collection_id)
        rename_collection(collection=collection, **validated_data(request, NewCollectionSerializer))
        return _response(request, collection)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        """Delete a collection; its posts stay saved."""
        delete_collection(collection=_own(request, collection_id))
        return Response(status=204)


class CollectionPostsView(APIView):
    @extend_schema(parameters=[Q], responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest, collection_id: UUID) -> Response:
        """Its posts, last added first."""
        collection = _own(request, collection_id)
        page = collection_page(viewer=request.user, collection=collection, **search_params(request))
        return page_response(request, page, PostSerializer)


class CollectionPostView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, collection_id: UUID, key: str) -> Response:
        """Remove a post; it stays saved."""
        collection = _own(request, collection_id)
        remove_from_collection(
            post=get_visible_post(viewer=request.user, key=key), collection=collection
        )
        return Response(status=204)


def _own(request: AuthenticatedApiRequest, collection_id: UUID) -> Collection:
    return get_collection(viewer=request.user, collection_id=collection_id)


def _response(
    request: AuthenticatedApiRequest, collection: Collection, status: int = 200
) -> Response:
    """Read again: another session may have changed it."""
    shown = _own(request, collection.pk)
    data = CollectionSerializer(shown, context={"request": request}).data
    return Response(data, status=status)
