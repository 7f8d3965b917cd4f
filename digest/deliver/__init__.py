"""Briefing -> subscribers: building messages (pure) and sending them.

addresses       what an address must look like
subscribers     subscribers.yaml and CSV; suppressions beside it
message         bodies, files, subscriber -> the bytes of a mail; dkim signs them
smtp            the conversation with a server: one mail -> one answer
sending         all mails of an edition, their states in the ledger, retries
bounces         what came back: bounces and unsubscribe mails
alert           mail to the operator, through a spool, and the ping address
schedule        lines for cron, units for systemd
"""
