"""From bytes to a letter: one module a form, each with one public function ``read(name, data) -> Letter``."""
