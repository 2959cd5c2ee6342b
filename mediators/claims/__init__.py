"""Claims on a listing: from the plan through the parties' say and the grant to their end."""
