"""The routes beside the page, as others read them."""
