// Written by script/docs from action.yml.
import type { InputGroup } from './input-group.ts'

export const inputGroups: readonly InputGroup[] = [
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
          "Builds with the same key stay on the same one of several daemons, whose cache is warm for them. When empty, the repository and the Dockerfile's path",
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
          'Registry reference of the cache. When empty, the repository of the first tag if that is pushed or begins with a registry, with `buildcache` for the default branch and a separate tag for each other branch, tag and pull request, and for each target, Dockerfile, subfolder and single platform',
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
      {
        name: 'cache-from',
        type: 'list',
        description:
          'List of cache sources. Replaces those that the action would derive, and also stops its cache export, unless `cache-ref` is given or `cache-export` is `always`',
      },
      {
        name: 'cache-to',
        type: 'list',
        description: 'List of cache destinations. Replaces those that the action would derive',
      },
    ],
  },
  {
    title: 'The build',
    inputs: [
      {
        name: 'add-hosts',
        type: 'list',
        description: 'List of host-to-IP mappings, such as `docker:10.180.0.1`',
      },
      {
        name: 'allow',
        type: 'list',
        description: 'List of entitlements, such as `network.host`',
      },
      {
        name: 'annotations',
        type: 'list',
        description: 'List of annotations of the image',
      },
      {
        name: 'attests',
        type: 'list',
        description: 'List of attestations, such as `type=sbom`',
      },
      {
        name: 'build-args',
        type: 'list',
        description: 'List of build arguments, such as `VERSION=1.2`',
      },
      {
        name: 'build-contexts',
        type: 'list',
        description: 'List of additional contexts, such as `name=path`',
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
        name: 'cgroup-parent',
        type: 'text',
        description: 'Parent cgroup of the containers of `RUN`',
      },
      {
        name: 'context',
        type: 'text',
        description:
          'Folder or URL to build from. When empty, this repository at the commit, fetched by BuildKit',
      },
      {
        name: 'file',
        type: 'text',
        description: 'Path of the Dockerfile',
      },
      {
        name: 'github-token',
        type: 'text',
        description: 'Token with which BuildKit fetches this repository when `context` is empty',
      },
      {
        name: 'labels',
        type: 'list',
        description: 'List of labels of the image',
      },
      {
        name: 'load',
        type: 'boolean',
        default: 'false',
        description: 'Load the image into the local Docker daemon',
      },
      {
        name: 'network',
        type: 'text',
        description: 'Network mode of `RUN`',
      },
      {
        name: 'no-cache',
        type: 'boolean',
        default: 'false',
        description: 'Build without cache',
      },
      {
        name: 'no-cache-filters',
        type: 'list',
        description: 'List of stages to build without cache',
      },
      {
        name: 'outputs',
        type: 'list',
        description: 'List of outputs, such as `type=local,dest=out`',
      },
      {
        name: 'platforms',
        type: 'list',
        description:
          'List of target platforms, such as `linux/amd64,linux/arm64`. When empty, `DOCKER_DEFAULT_PLATFORM`',
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
        name: 'push',
        type: 'boolean',
        description:
          'Push the image. When empty, `true` unless `load` or `outputs` names another destination',
      },
      {
        name: 'sbom',
        type: 'text',
        description: 'SBOM attestation, such as `true` or `generator=image`',
      },
      {
        name: 'secrets',
        type: 'list',
        description: 'List of secrets, such as `name=value`',
      },
      {
        name: 'secret-envs',
        type: 'list',
        description: 'List of secrets in environment variables, such as `name=VARIABLE`',
      },
      {
        name: 'secret-files',
        type: 'list',
        description: 'List of secrets in files, such as `name=path`',
      },
      {
        name: 'shm-size',
        type: 'text',
        description: 'Size of /dev/shm, such as `2g`',
      },
      {
        name: 'ssh',
        type: 'list',
        description: 'List of SSH agent sockets or keys for the build',
      },
      {
        name: 'tags',
        type: 'list',
        description: 'List of tags of the image',
      },
      {
        name: 'target',
        type: 'text',
        description: 'Stage to build',
      },
      {
        name: 'ulimit',
        type: 'list',
        description: 'List of ulimits, such as `nofile=1024:1024`',
      },
      {
        name: 'retries',
        type: 'number',
        default: '2',
        description: 'How often to retry a pull, push or connection after a transient failure',
      },
      {
        name: 'reuse-upload',
        type: 'choice',
        default: 'auto',
        description:
          'When `context` is a folder that an earlier build has sent, `auto` sends only what changed since, where that is certain. From a Git context, the daemon fetches only the commit. `never` sends and fetches everything',
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
