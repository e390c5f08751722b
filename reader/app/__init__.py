"""What a person sees. The only room that knows Textual; import it inside functions."""

from reader.app.app import NewsroomApp, run

__all__ = ["NewsroomApp", "run"]
