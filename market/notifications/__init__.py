"""What a person is told: a line in the inbox, and a message by mail where there is an address."""
