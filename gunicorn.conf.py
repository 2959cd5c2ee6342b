"""What gunicorn is told wherever it is started from this folder; it reads this file by itself.

An address that is too long gets the house's own page in the reader's language (market.web.application), so gunicorn's
own refusal is moved as far away as it goes; what is longer still gets a page of ours in both languages.
"""

limit_request_line = 8190  # bytes, the largest that is still a limit
worker_class = "market.web.serving.Worker"
