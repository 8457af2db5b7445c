"""The peer of TrainingBenchmark: Debian's aiosmtpd with one account, keeping its mails in memory, until standard input ends.

Arguments: certificate and key (PEM), password. Prints the port with STARTTLS and sign-in, and the port that takes mail without either.
"""
import collections
import socket
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Keeper:
    """Keeps the last thousand mails, as the practice server does."""

    def __init__(self):
        self.mails = collections.deque(maxlen=1000)

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"desk01@example.com" and data.password == sys.argv[3].encode()
    return AuthResult(success=good, handled=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
ports = free_port(), free_port()
Controller(Keeper(), hostname="127.0.0.1", port=ports[0], ready_timeout=60, tls_context=context, require_starttls=True,
           authenticator=authenticate, auth_required=True).start()
Controller(Keeper(), hostname="127.0.0.1", port=ports[1], ready_timeout=60).start()
print(*ports, flush=True)
sys.stdin.read()
