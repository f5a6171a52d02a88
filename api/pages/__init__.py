"""The pages: Jinja2 templates with autoescape, and the code that fills them."""
