// Real messages of BuildKit, buildx, Go, git and registries, by the reason for the retry. Each reason also has
// similar messages that are not retried.

export interface FaultMessage {
  readonly text: string
  /** Where the message was seen, or the source file that writes it. */
  readonly source: string
}

export interface FaultKind {
  readonly reason: string
  readonly transient: readonly FaultMessage[]
  readonly lasting: readonly FaultMessage[]
}

const git = (stderr: string, status = 'exit status 128') =>
  `failed to fetch remote https://github.com/acme/app.git: git stderr:\n${stderr}\n: ${status}`
const cannotAccess = "fatal: unable to access 'https://github.com/acme/app.git/': "
const gitSource =
  'git 2.39.5 against a server with this fault; wrapped by moby/buildkit util/gitutil/git_cli.go'
const grpc = 'google.golang.org/grpc v1.84.0 internal/transport/http2_client.go'
const containerd = 'containerd v2.4.2 core/remotes'
const goHttp2 = 'Go 1.26 net/http/h2_bundle.go'

export const faultKinds: readonly FaultKind[] = [
  {
    reason: 'the connection to the daemon broke',
    transient: [
      {
        text: 'failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
        source: 'a daemon killed in mid-build, __tests__/fixtures/streams/daemon-lost.rawjson',
      },
      {
        text: 'failed to solve: rpc error: code = Unavailable desc = closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR, debug data: "graceful_stop"',
        source: grpc,
      },
      {
        text: 'failed to build: failed to run Build function: Unavailable: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:24339: connect: connection refused"',
        source: 'a daemon that was told to stop at the beginning of a build',
      },
      {
        text: 'failed to receive status: rpc error: code = Internal desc = stream terminated by RST_STREAM with error code: INTERNAL_ERROR',
        source: grpc,
      },
      {
        text: 'failed to receive status: rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout',
        source: grpc,
      },
    ],
    lasting: [
      {
        text: 'failed to receive status: rpc error: code = NotFound desc = no such job pz3x',
        source: 'moby/buildkit solver/errdefs/jobs.go',
      },
      {
        text: 'failed to solve: rpc error: code = Unavailable desc = unexpected HTTP status code received from server: 403 (Forbidden); transport: received unexpected content-type "text/html"',
        source: 'google.golang.org/grpc v1.84.0 internal/transport/http_util.go',
      },
      {
        text: 'failed to solve: rpc error: code = PermissionDenied desc = security.insecure is not allowed',
        source: 'moby/buildkit util/entitlements',
      },
    ],
  },
  {
    reason: 'the session with the daemon ended',
    transient: [
      {
        text: 'failed to solve: no active session for p1q6k9x0: context deadline exceeded',
        source: 'moby/buildkit session/manager.go',
      },
      {
        text: 'failed to compute cache key: failed to load cache key: no active sessions',
        source: 'moby/buildkit session/group.go',
      },
    ],
    lasting: [
      {
        text: 'failed to solve: secret token: not found',
        source: 'moby/buildkit session/secrets',
      },
    ],
  },
  {
    reason: 'the Git server is unavailable',
    transient: [
      ...['500', '502', '503', '429'].map((status) => ({
        text: git(
          `fatal: unable to access 'https://github.com/acme/app.git/': The requested URL returned error: ${status}`,
        ),
        source: gitSource,
      })),
      {
        text: git(
          'error: RPC failed; HTTP 503 curl 22 The requested URL returned error: 503\nfatal: expected flush after ref listing',
        ),
        source: gitSource,
      },
    ],
    lasting: [
      {
        text: git(
          "fatal: unable to access 'https://github.com/acme/app.git/': The requested URL returned error: 403",
        ),
        source: gitSource,
      },
      {
        text: git("fatal: repository 'https://github.com/acme/app.git/' not found"),
        source: gitSource,
      },
      {
        text: git(
          "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
        ),
        source: gitSource,
      },
      {
        text: 'repository does not contain ref main, output: ""',
        source: 'moby/buildkit source/git/source.go',
      },
    ],
  },
  {
    reason: 'the connection to the Git server broke',
    transient: [
      ...[
        'Empty reply from server',
        'Recv failure: Connection reset by peer',
        'Send failure: Connection reset by peer',
        'HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)',
        'HTTP/2 stream 1 was not closed cleanly before end of the underlying stream',
        'Connection died, tried 5 times before giving up',
        'gnutls_handshake() failed: The TLS connection was non-properly terminated.',
      ].map((words) => ({ text: git(`${cannotAccess}${words}`), source: gitSource })),
      ...[
        [
          'OpenSSL SSL_connect: Connection reset by peer in connection to github.com:443',
          'openssl.c',
        ],
        ['OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to github.com:443', 'openssl.c'],
        ['OpenSSL SSL_read: Connection reset by peer, errno 104', 'openssl.c'],
        ['gnutls_handshake() failed: Error in the pull function.', 'gtls.c'],
        ['Error in the HTTP2 framing layer', 'strerror.c, CURLE_HTTP2'],
        ['Stream error in the HTTP/2 framing layer', 'strerror.c, CURLE_HTTP2_STREAM'],
        ['Failure when receiving data from the peer', 'strerror.c, CURLE_RECV_ERROR'],
        ['transfer closed with 512 bytes remaining to read', 'transfer.c'],
      ].map(([words, source]) => ({
        text: git(`${cannotAccess}${words}`),
        source: `libcurl lib/${source}`,
      })),
      ...[
        '16 Error in the HTTP2 framing layer',
        '55 Send failure: Broken pipe',
        '56 GnuTLS recv error (-110): The TLS connection was non-properly terminated.',
      ].map((words) => ({
        text: git(`error: RPC failed; curl ${words}\nfatal: the remote end hung up unexpectedly`),
        source: 'git remote-curl.c, libcurl-errors(3)',
      })),
      ...[
        'kex_exchange_identification: read: Connection reset by peer',
        'Connection reset by 1.2.3.4 port 22',
        'Connection to github.com closed by remote host.',
        'client_loop: send disconnect: Broken pipe',
      ].map((words) => ({
        text: git(`${words}\nfatal: Could not read from remote repository.`),
        source: 'OpenSSH packet.c, kex.c, clientloop.c',
      })),
      {
        text: git(
          'error: RPC failed; curl 52 Empty reply from server\nfatal: expected flush after ref listing',
        ),
        source: gitSource,
      },
      {
        text: git(
          'error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nerror: 3209 bytes of body are still expected\nfetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output',
        ),
        source: gitSource,
      },
      {
        text: git(
          'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)\nfatal: early EOF',
        ),
        source: 'libcurl lib/http2.c, CURLE_HTTP2_STREAM',
      },
      {
        text: git(
          'kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.',
        ),
        source: 'OpenSSH kex.c',
      },
    ],
    lasting: [
      {
        text: git(
          'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
        ),
        source: 'OpenSSH sshconnect2.c',
      },
      {
        text: git('Host key verification failed.\nfatal: Could not read from remote repository.'),
        source: 'OpenSSH sshconnect.c',
      },
      ...[
        'server certificate verification failed. CAfile: none CRLfile: none',
        'SSL certificate problem: self-signed certificate',
        'Maximum (20) redirects followed',
      ].map((words) => ({ text: git(`${cannotAccess}${words}`), source: 'libcurl lib/vtls' })),
      ...['22 The requested URL returned error: 413', '60 SSL certificate problem'].map(
        (words) => ({
          text: git(`error: RPC failed; curl ${words}`),
          source: 'git remote-curl.c, libcurl-errors(3)',
        }),
      ),
      {
        text: 'process "/bin/sh -c git clone https://github.com/acme/app || echo git stderr: Broken pipe" did not complete successfully: exit code: 1',
        source: 'moby/buildkit solver/llbsolver/errdefs',
      },
      {
        text: git(
          "fatal: unable to access 'https://nothing.invalid/a/b.git/': Could not resolve host: nothing.invalid",
        ),
        source: gitSource,
      },
    ],
  },
  {
    reason: 'the registry limits the rate of requests',
    transient: [
      {
        text: 'docker:20.10: pulling from host registry-1.docker.io failed with status code [manifests 20.10]: 429 Too Many Requests',
        source: 'https://github.com/addnab/docker-run-action/issues/56',
      },
      {
        text: 'failed to push ghcr.io/a/b: unexpected status from PUT request to https://ghcr.io/v2/a/b/manifests/1: 429 Too Many Requests\ntoomanyrequests: retry-after: 213.1µs, allowed: 44000/minute',
        source: 'https://github.com/orgs/community/discussions/138220',
      },
    ],
    lasting: [
      {
        text: 'failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://registry-1.docker.io/v2/library/node/manifests/20: 429 Too Many Requests\ntoomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
        source: 'https://docs.docker.com/docker-hub/usage/',
      },
    ],
  },
  {
    reason: 'the registry lost an upload',
    transient: [
      {
        text: 'failed to push 127.0.0.1:29920/acme/app:latest: errors:\nunknown: provided digest did not match uploaded content\nunknown: blob unknown to registry - sha256:687677d7b841f1ac3b7f990a48a0ec7ae2ac13b4b7eee4a01d00b302af27d67d\n',
        source: 'distribution 2.8, while the same layer was uploaded as part of the cache',
      },
      {
        text: 'error writing layer blob: failed commit on ref "layer-sha256:6876": unexpected status from PUT request to http://127.0.0.1:29920/v2/acme/app/blobs/uploads/5: 400 Bad Request\ndigest invalid: provided digest did not match uploaded content',
        source: `moby/buildkit cache/remotecache/export.go, ${containerd}/docker/errcode.go`,
      },
      {
        text: 'failed to push ghcr.io/a/b: manifest blob unknown: blob unknown to registry',
        source: 'distribution registry/api/v2/errors.go',
      },
    ],
    lasting: [
      {
        text: 'failed to push ghcr.io/a/b: unexpected status from PUT request to https://ghcr.io/v2/a/b/manifests/1: 400 Bad Request\nmanifest invalid: manifest invalid',
        source: 'distribution registry/api/v2/errors.go',
      },
      {
        text: 'process "/bin/sh -c push || echo provided digest did not match uploaded content" did not complete successfully: exit code: 1',
        source: 'a RUN whose command contains the words of a fault',
      },
    ],
  },
  {
    reason: 'the server is unavailable',
    transient: [
      {
        text: 'failed to solve: rpc error: code = Unknown desc = unexpected status: 502 Bad Gateway',
        source: 'https://github.com/docker/build-push-action/issues/239',
      },
      ...[
        '500 Internal Server Error',
        '503 Service Unavailable',
        '504 Gateway Timeout',
        '520 ',
      ].map((status) => ({
        text: `failed to push ghcr.io/a/b: unexpected status from POST request to https://ghcr.io/v2/a/b/blobs/uploads/: ${status}`,
        source: `${containerd}/errors/errors.go`,
      })),
      {
        text: 'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 500 Internal Server Error',
        source: `${containerd}/docker/authorizer.go`,
      },
      {
        text: 'failed to push ghcr.io/a/b: unexpected status from PUT request to https://ghcr.io/v2/a/b/manifests/1: 502 Bad Gateway (unknown)',
        source: 'a status that src/record/failure.ts takes from the output',
      },
      {
        text: 'error writing manifest blob: unavailable: service unavailable',
        source:
          'moby/buildkit cache/remotecache/export.go, distribution registry/api/errcode/register.go',
      },
      {
        text: 'failed to load cache key: invalid response status 503',
        source: 'ADD of a URL, moby/buildkit source/http/source.go',
      },
    ],
    lasting: [
      ...['400 Bad Request', '403 Forbidden', '405 Method Not Allowed', '501 Not Implemented'].map(
        (status) => ({
          text: `failed to push ghcr.io/a/b: unexpected status from POST request to https://ghcr.io/v2/a/b/blobs/uploads/: ${status}`,
          source: `${containerd}/errors/errors.go`,
        }),
      ),
      {
        text: 'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 401 Unauthorized',
        source: `${containerd}/docker/authorizer.go`,
      },
      {
        text: 'failed to authorize: failed to fetch anonymous token: denied: denied',
        source: `${containerd}/docker/authorizer.go`,
      },
      {
        text: 'failed to push ghcr.io/a/b: unexpected status from PUT request to https://ghcr.io/v2/a/b/manifests/1: 403 Forbidden (denied: service unavailable)',
        source: 'a status that src/record/failure.ts takes from the output',
      },
      {
        text: 'error writing manifest blob: denied: requested access to the resource is denied',
        source: 'moby/buildkit cache/remotecache/export.go',
      },
      {
        text: 'failed to load cache key: invalid response status 404',
        source: 'ADD of a URL, moby/buildkit source/http/source.go',
      },
      {
        text: 'process "/bin/sh -c curl https://x || echo 502 Bad Gateway: EOF" did not complete successfully: exit code: 1',
        source: 'a RUN whose command contains the words of a fault',
      },
    ],
  },
  {
    reason: 'the TLS handshake timed out',
    transient: [
      {
        text: 'failed to do request: Head "https://registry-1.docker.io/v2/library/golang/manifests/latest": net/http: TLS handshake timeout',
        source: 'https://github.com/docker/buildx/issues/2750',
      },
    ],
    lasting: [
      {
        text: 'failed to do request: Head "https://registry.example.com/v2/a/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
        source: 'Go 1.26 crypto/tls',
      },
    ],
  },
  {
    reason: 'the connection timed out',
    transient: [
      {
        text: 'failed commit on ref "layer-sha256:db2b": failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/5": read tcp 172.17.0.2:48072->140.82.114.33:443: read: connection timed out',
        source: 'https://github.com/docker/build-push-action/issues/251',
      },
      {
        text: 'failed to resolve source metadata for docker.io/library/node:20: failed to do request: Head "https://registry-1.docker.io/v2/library/node/manifests/20": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: read udp 127.0.0.1:40418->127.0.0.53:53: i/o timeout',
        source: 'Go 1.26 net',
      },
      {
        text: 'failed to authorize: failed to fetch oauth token: Post "https://auth.docker.io/token": net/http: timeout awaiting response headers',
        source: 'Go 1.26 net/http/transport.go',
      },
    ],
    lasting: [
      {
        text: 'failed to resolve source metadata for a.example.com/b:1: failed to do request: Head "https://a.example.com/v2/b/manifests/1": dial tcp: lookup a.example.com on 127.0.0.53:53: no such host',
        source: 'Go 1.26 net',
      },
    ],
  },
  {
    reason: 'the name server failed',
    transient: [
      {
        text: 'failed to do request: Head "https://ghcr.io/v2/a/b/manifests/1": dial tcp: lookup ghcr.io on 127.0.0.53:53: server misbehaving',
        source: 'Go 1.26 net/dnsclient_unix.go',
      },
      {
        text: git(
          'ssh: Could not resolve hostname github.com: Temporary failure in name resolution\nfatal: Could not read from remote repository.',
        ),
        source: 'glibc getaddrinfo, EAI_AGAIN',
      },
    ],
    lasting: [
      {
        text: 'failed to do request: Head "https://ghcr.oi/v2/a/b/manifests/1": dial tcp: lookup ghcr.oi on 127.0.0.53:53: no such host',
        source: 'Go 1.26 net',
      },
    ],
  },
  {
    reason: 'the registry refused the connection',
    transient: [
      {
        text: 'failed to push 127.0.0.1:5000/a: failed to do request: Put "http://127.0.0.1:5000/v2/a/manifests/1": dial tcp 127.0.0.1:5000: connect: connection refused',
        source: `${containerd}/docker/resolver.go`,
      },
      {
        text: 'failed to copy: failed to do request: Put "http://127.0.0.1:5000/v2/a/blobs/uploads/1": dial tcp 127.0.0.1:5000: connect: connection refused',
        source: `${containerd}/docker/resolver.go`,
      },
    ],
    lasting: [
      {
        text: '127.0.0.1:1/a:1: failed to resolve source metadata for 127.0.0.1:1/a:1: failed to do request: Head "http://127.0.0.1:1/v2/a/manifests/1": dial tcp 127.0.0.1:1: connect: connection refused',
        source: `${containerd}/docker/resolver.go`,
      },
    ],
  },
  {
    reason: 'the connection broke',
    transient: [
      {
        text: 'failed to copy: failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/1": write tcp 172.17.0.2:59548->140.82.114.33:443: write: connection reset by peer',
        source: 'https://github.com/felddy/foundryvtt-docker/issues/358',
      },
      {
        text: 'failed to copy: failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/1": http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug=""',
        source: goHttp2,
      },
      {
        text: 'failed to do request: Head "https://ghcr.io/v2/a/b/manifests/1": http2: client connection lost',
        source: goHttp2,
      },
      {
        text: 'failed to copy: stream error: stream ID 7; INTERNAL_ERROR; received from peer',
        source: goHttp2,
      },
      {
        text: 'failed to copy: io: read/write on closed pipe',
        source: 'Go 1.26 io/pipe.go',
      },
    ],
    lasting: [
      {
        text: 'failed to copy: stream error: stream ID 1; HTTP_1_1_REQUIRED; received from peer',
        source: goHttp2,
      },
      {
        text: 'process "/bin/sh -c yes | head" did not complete successfully: broken pipe',
        source: 'a RUN whose error contains the words of a fault',
      },
    ],
  },
  {
    reason: 'the connection was closed early',
    transient: [
      {
        text: 'failed to do request: Post "https://registry-1.docker.io/v2/a/b/blobs/uploads/": EOF',
        source: 'https://github.com/electerm/electerm-web-docker/issues/17',
      },
      {
        text: 'failed to load cache key: Get "https://example.com/file": unexpected EOF',
        source: 'ADD of a URL, Go 1.26 net/http',
      },
    ],
    lasting: [
      {
        text: 'dockerfile parse error on line 2: unknown instruction: EOF',
        source: 'moby/buildkit frontend/dockerfile/parser',
      },
      {
        text: 'failed to extract archive a.tar.gz: unexpected EOF',
        source: 'ADD of a damaged archive, Go 1.26 compress/gzip',
      },
      {
        text: 'failed to compute cache key: "/missing": not found',
        source: 'moby/buildkit cache/contenthash',
      },
      {
        text: 'docker.io/library/nothing:1: failed to resolve source metadata for docker.io/library/nothing:1: docker.io/library/nothing:1: not found',
        source: `${containerd}/docker/resolver.go`,
      },
      {
        text: 'lint violation found for rules: JSONArgsRecommended',
        source: 'moby/buildkit frontend/dockerfile/linter',
      },
    ],
  },
]
