// Written by script/docs from bake/action.yml.
import type { InputGroup } from './input-group.ts'

export const bakeInputGroups: readonly InputGroup[] = [
  {
    title: 'The bake',
    inputs: [
      {
        name: 'source',
        type: 'text',
        description:
          'Folder or URL of the definition. When empty, this repository at the commit, fetched by BuildKit',
      },
      {
        name: 'files',
        type: 'list',
        description: 'List of definition files',
      },
      {
        name: 'targets',
        type: 'list',
        description: 'List of targets or groups. When empty, `default`',
      },
      {
        name: 'set',
        type: 'list',
        description: 'List of overrides, such as `app.args.VERSION=1.2`',
      },
      {
        name: 'vars',
        type: 'list',
        description:
          'List of variables of the definition, such as `TAG=1.2`. Needs buildx v0.31.0 or newer',
      },
      {
        name: 'jobs',
        type: 'text',
        description:
          'What a failure does to the other targets, `fail-fast` (stops them), `defer-error` (lets them finish) or `defer-output` (nothing is pushed unless all succeed), and a limit, such as `defer-error,parallel=4`. Needs buildx v0.38.0 or newer, see `buildx-version`',
      },
      {
        name: 'push',
        type: 'boolean',
        default: 'false',
        description: 'Push the images. When `false`, what the definition says',
      },
      {
        name: 'github-token',
        type: 'text',
        description: 'Token with which BuildKit fetches this repository when `source` is empty',
      },
    ],
  },
  {
    title: 'Reaching the daemon',
    inputs: [
      {
        name: 'endpoint',
        type: 'text',
        description:
          'Address of the daemon, as `tcp://host:port` (BuildKit over TLS), `ssh://user@host` (Docker on that host), `unix:///path` (BuildKit or Docker), `docker-container://name` or `kube-pod://name` (BuildKit in a container). Several daemons, one address a line, each with a platform in front if it is for that one alone, such as `linux/arm64=tcp://host:port`. `dns+tcp://name:port` means every address of a name, and `https://host` a router that names the daemon. When empty, `BUILDKIT_HOST`',
      },
      {
        name: 'pool-key',
        type: 'text',
        description:
          'Builds with the same key stay on the same one of several daemons, whose cache is warm for them. When empty, the repository and the first of `files`',
      },
      {
        name: 'spill-over',
        type: 'text',
        default: '4',
        description:
          'Number of running builds from which a daemon counts as busy. The next one then takes the build if it runs fewer than half as many. `never` keeps to the first',
      },
      {
        name: 'driver',
        type: 'choice',
        default: 'auto',
        description:
          "buildx driver to use, `auto`, `remote` (a BuildKit daemon), `docker` (a Docker daemon's own builder) or `docker-container` (BuildKit in a container, which is kept when `endpoint` is given)",
      },
      {
        name: 'ca',
        type: 'text',
        description: "CA that signed the daemon's certificate, as PEM, base64 of PEM, or a path",
      },
      {
        name: 'cert',
        type: 'text',
        description: 'Certificate of this client, as PEM, base64 of PEM, or a path',
      },
      {
        name: 'key',
        type: 'text',
        description: 'Private key of this client, as PEM, base64 of PEM, or a path',
      },
      {
        name: 'identity',
        type: 'text',
        description:
          'Authority that issues a client certificate to this job, instead of `cert` and `key`, as `step-ca+https://host[/provisioner]` or `vault+https://host/<pki mount>/sign/<role>`',
      },
      {
        name: 'identity-audience',
        type: 'text',
        description:
          "Audience of the job's identity token. When empty, the address in `identity` without its prefix, for Vault without its path. Without `identity`, the audience of a router (`buildkit-operator` when empty)",
      },
      {
        name: 'identity-ca',
        type: 'text',
        description:
          "CA that signed the authority's own certificate, as PEM, base64 of PEM, or a path, or `system` for those that the runner trusts. When empty, `ca`. Without `identity`, a CA that signed a router's certificate",
      },
      {
        name: 'identity-lifetime',
        type: 'duration',
        default: '1h',
        description: 'Lifetime to ask for, such as `30m`. The authority may give less',
      },
      {
        name: 'identity-role',
        type: 'text',
        description: "Role of Vault's JWT method, as `role` (mounted as `jwt`) or `mount/role`",
      },
      {
        name: 'identity-token',
        type: 'text',
        description:
          "Identity token from elsewhere, such as another CI system's. When empty, the runner's own",
      },
      {
        name: 'server-name',
        type: 'text',
        description:
          "Name to expect in the daemon's certificate, if it differs from the endpoint's host. One of several daemons may have its own, as `tcp://host:port?server-name=…`",
      },
      {
        name: 'ssh-key',
        type: 'text',
        description:
          "Private key for an `ssh://` endpoint, as text, base64 of it, or a path. When empty, the keys of an agent and of the runner's SSH configuration",
      },
      {
        name: 'ssh-known-hosts',
        type: 'text',
        description:
          "Lines of known_hosts for an `ssh://` endpoint. When empty, the runner's own known_hosts",
      },
      {
        name: 'connect-timeout',
        type: 'duration',
        default: '60s',
        description:
          'How long to repeat the probe of a daemon that may still be starting, such as `30s` or `2m`',
      },
      {
        name: 'stall-timeout',
        type: 'duration',
        default: '60s',
        description:
          "How long a build may go without an answer from its daemon before it is stopped, such as `5m`. `0` never stops it. A step that prints nothing for long doesn't count",
      },
      {
        name: 'fallback',
        type: 'choice',
        default: 'auto',
        description:
          "When the daemon can't be used, `auto` falls back to a local builder, `never` fails, `always` doesn't try the daemon",
      },
      {
        name: 'allow-untrusted',
        type: 'boolean',
        default: 'false',
        description:
          'Let pull requests from forks, and all runs that Dependabot starts, use the daemon, push and write cache',
      },
    ],
  },
  {
    title: 'The local builder, and a container that is kept',
    inputs: [
      {
        name: 'builder-image',
        type: 'text',
        description: 'Image of the local builder',
      },
      {
        name: 'driver-opts',
        type: 'list',
        description: 'List of driver options of the local builder, such as `network=host`',
      },
      {
        name: 'buildkitd-flags',
        type: 'text',
        description: "Flags of the local builder's buildkitd",
      },
      {
        name: 'buildkitd-config',
        type: 'text',
        description:
          "Path of a buildkitd.toml for the local builder. When empty, buildx's `buildkitd.default.toml` if the runner has one",
      },
      {
        name: 'buildkitd-config-inline',
        type: 'text',
        description: 'Text of a buildkitd.toml for the local builder',
      },
    ],
  },
  {
    title: 'Cache',
    inputs: [
      {
        name: 'cache-ref',
        type: 'text',
        description:
          "Registry reference of the caches, one for each target. When empty, the repository of the target's first tag if that is pushed or begins with a registry, with a tag such as `buildcache.app` for the default branch and a separate tag for each other branch, tag and pull request. A tag in it gets the target's name, such as `cache.app`",
      },
      {
        name: 'cache-mode',
        type: 'choice',
        default: 'max',
        description: 'Layers to export, `max` (all) or `min` (those of the image)',
      },
      {
        name: 'cache-compression',
        type: 'text',
        description:
          "Compression of the layers that are exported, `gzip`, `zstd`, `estargz` or `uncompressed`. BuildKit keeps what it has compressed, so images that are pushed later get such layers too. When empty, BuildKit's default, which is `gzip`",
      },
      {
        name: 'cache-export',
        type: 'choice',
        default: 'auto',
        description:
          'Builders that export cache to the registry, `auto` (the local builder), `always` (the daemon too) or `never`',
      },
    ],
  },
  {
    title: 'Each build',
    inputs: [
      {
        name: 'allow',
        type: 'list',
        description: 'List of entitlements, such as `network.host`',
      },
      {
        name: 'builder',
        type: 'text',
        description:
          'Name of an existing builder to use as it is. The action then creates and removes none',
      },
      {
        name: 'call',
        type: 'text',
        description: 'Method for evaluating the build, such as `check`',
      },
      {
        name: 'load',
        type: 'boolean',
        default: 'false',
        description: 'Load the image into the local Docker daemon',
      },
      {
        name: 'no-cache',
        type: 'boolean',
        default: 'false',
        description: 'Build without cache',
      },
      {
        name: 'provenance',
        type: 'text',
        description: 'Provenance attestation, such as `false` or `mode=max`',
      },
      {
        name: 'pull',
        type: 'boolean',
        default: 'false',
        description: 'Always check for newer base images',
      },
      {
        name: 'sbom',
        type: 'text',
        description: 'SBOM attestation, such as `true` or `generator=image`',
      },
      {
        name: 'retries',
        type: 'number',
        default: '2',
        description: 'How often to retry a pull, push or connection after a transient failure',
      },
    ],
  },
  {
    title: 'buildx and the report',
    inputs: [
      {
        name: 'advice',
        type: 'boolean',
        default: 'true',
        description: 'Say what would make the next build faster, where that is certain',
      },
      {
        name: 'buildx-version',
        type: 'text',
        description:
          "Release of buildx to use, such as `v0.36.1`, or `latest`. When empty, the runner's own if it is recent enough",
      },
      {
        name: 'buildx-download-url',
        type: 'text',
        description:
          'URL of buildx releases laid out as on GitHub, or a template with `{version}`, `{os}`, `{arch}` and `{file}`',
      },
      {
        name: 'cache-binary',
        type: 'boolean',
        default: 'true',
        description: 'Keep a downloaded buildx in the cache between jobs, on hosted runners',
      },
      {
        name: 'cache-mounts',
        type: 'boolean',
        default: 'false',
        description:
          "Ask the daemon what the build's cache mounts hold, for the output `cache-report`",
      },
      {
        name: 'compare',
        type: 'boolean',
        default: 'false',
        description:
          'Compare the image with the one that the first tag held before, for the output `image-changed`',
      },
      {
        name: 'summary',
        type: 'boolean',
        default: 'true',
        description: 'Write the job summary',
      },
      {
        name: 'summary-build-args',
        type: 'boolean',
        default: 'false',
        description: 'Show the values of build arguments in the job summary, not only their names',
      },
    ],
  },
]
