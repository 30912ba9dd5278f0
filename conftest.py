"""What pytest must not import: pages are scripts that draw as they run; `tests/test_ui.py` runs them."""

collect_ignore_glob = ["timeline/ui/pages/*.py", "dashboard.py"]
