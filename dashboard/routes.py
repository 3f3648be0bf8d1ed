"""What the server gives besides the page: our files, Leaflet, the basemap, tallies and exports."""

import mimetypes
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet

from dashboard.assets import ASSETS_PATH, BASEMAP, BASEMAP_PATH, FRONTEND, LEAFLET_PATH, assets_version
from dashboard.data import compressed_tally, current_version, export_csv, parameters_of
from events.faults import RecordError

FOREVER = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/geo+json", ".geojson")


class PublicFiles(StaticFiles):
    """Files that anyone may have; the map frame has no origin, so it needs to be told that it may."""

    def __init__(self, folder: Path | str, cache: str) -> None:
        super().__init__(directory=folder)
        self.cache = cache

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file with the headers that let the frame read it and the browser keep it."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = self.cache
        return response


async def get_tally(request: Request) -> Response:
    """The tally of a selection, gzipped, to be kept for good under its version."""
    parameters = parameters_of(request.query_params.multi_items())
    try:
        content = await run_in_threadpool(compressed_tally, parameters)
    except (RecordError, ValueError) as error:
        return PlainTextResponse(str(error), status_code=409)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER.replace("public", "private")}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def get_data_version(request: Request) -> Response:
    """The version of the data as they are on disk, for pages that are open while a curator writes."""
    del request
    try:
        version = await run_in_threadpool(current_version)
    except (RecordError, OSError) as error:
        return PlainTextResponse(str(error), status_code=409)
    return PlainTextResponse(version, headers={"Cache-Control": "no-store"})


async def get_csv(request: Request) -> Response:
    """The selected statements and figures as CSV, to be saved."""
    parameters = parameters_of(request.query_params.multi_items())
    try:
        content = await run_in_threadpool(export_csv, parameters)
    except (RecordError, ValueError) as error:
        return PlainTextResponse(str(error), status_code=409)
    headers = {"Content-Disposition": 'attachment; filename="dateline.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def build_routes() -> list[BaseRoute]:
    """Every route of ours."""
    version = assets_version()
    return [
        Mount(f"{ASSETS_PATH}/{version}", PublicFiles(FRONTEND, FOREVER)),
        Mount(f"{BASEMAP_PATH}/{version}", PublicFiles(BASEMAP, FOREVER)),
        Mount(LEAFLET_PATH, PublicFiles(leaflet.BASE_DIR, "public, max-age=86400")),
        Route("/tally", get_tally),
        Route("/data-version", get_data_version),
        Route("/export/statements.csv", get_csv),
    ]
