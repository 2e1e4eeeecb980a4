import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface GitServer {
  /** The value for `GITHUB_SERVER_URL`. */
  readonly url: string
  /**
   * Makes a fresh repository `acme/app` with one commit, and returns its name.
   *
   * @param submodules commits of other repositories, by their folder; `.gitmodules` is among the files
   */
  commit(
    files: Readonly<Record<string, string>>,
    submodules?: Readonly<Record<string, string>>,
  ): string
  /** Clones `acme/app` into a folder that is empty, as actions/checkout does without Git LFS. */
  clone(folder: string): void
  /** Has what that repository has as `acme/app`. */
  publish(repository: string): void
  /** Makes `acme/app` have exactly the refs of that repository. */
  mirror(repository: string): void
  /** How many bytes of Git objects and negotiation it has sent so far. */
  sentBytes(): number
  /** The refs of `acme/app`, in the form of `git ls-remote`. */
  refs(): string
  stop(): Promise<void>
}

/**
 * A Git server over HTTP that needs the token, as GitHub does for a private repository. Everyone can
 * read a public repository, but writing needs the token.
 */
export async function startGitServer(
  token: string,
  { isPublic = false, user = 'x-access-token' } = {},
): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), 'git-'))
  const backend = join(
    execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
    'git-http-backend',
  )
  const expected = `basic ${Buffer.from(`${user}:${token}`).toString('base64')}`
  let sentBytes = 0
  const server = createServer((request, response) => {
    const isFree = isPublic && !request.url?.includes('git-receive-pack')
    if (!isFree && request.headers.authorization?.replace(/^Basic/, 'basic') !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
      return
    }
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost')
    const cgi = spawn(backend, [], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
        REMOTE_USER: 'x',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    request.pipe(cgi.stdin)
    const chunks: Buffer[] = []
    cgi.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    cgi.on('close', () => {
      const answer = Buffer.concat(chunks)
      const end = answer.indexOf('\r\n\r\n')
      const headers = answer
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(/:\s*/, 2) as [string, string])
      const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1]
      if (pathname.endsWith('/git-upload-pack')) sentBytes += answer.length - end - 4
      for (const [name, value] of headers) response.setHeader(name, value)
      response.writeHead(Number.parseInt(status ?? '200', 10)).end(answer.subarray(end + 4))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const repository = join(root, 'acme', 'app.git')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commit(files, submodules = {}) {
      rmSync(repository, { recursive: true, force: true })
      mkdirSync(repository, { recursive: true })
      for (const [path, content] of Object.entries(files)) {
        const file = join(repository, path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, content)
      }
      const git = (...args: string[]) =>
        execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim()
      git('init', '--quiet', '--initial-branch=main')
      git('config', 'uploadpack.allowAnySHA1InWant', 'true')
      git('config', 'uploadpack.allowFilter', 'true')
      // Files that are to be in Git LFS are its pointers already.
      git('-c', 'filter.lfs.clean=cat', 'add', '.')
      for (const [folder, commit] of Object.entries(submodules)) {
        git('update-index', '--add', '--cacheinfo', `160000,${commit},${folder}`)
      }
      const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
      git(...author, 'commit', '--quiet', '--message', 'first')
      return git('rev-parse', 'HEAD')
    },
    clone(folder) {
      execFileSync('git', ['clone', '--quiet', repository, folder], {
        env: { ...process.env, GIT_LFS_SKIP_SMUDGE: '1' },
      })
    },
    publish(from) {
      rmSync(repository, { recursive: true, force: true })
      const git = (...args: string[]) => execFileSync('git', args, { stdio: 'ignore' })
      git('clone', '--quiet', '--bare', from, repository)
      git('-C', repository, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
      // As GitHub does: the names of the files can be asked without their content.
      git('-C', repository, 'config', 'uploadpack.allowFilter', 'true')
    },
    mirror(from) {
      const git = (...args: string[]) => execFileSync('git', args, { stdio: 'ignore' })
      if (!existsSync(repository)) git('init', '--quiet', '--bare', repository)
      git('-C', repository, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
      // As GitHub does: the names of the files can be asked without their content.
      git('-C', repository, 'config', 'uploadpack.allowFilter', 'true')
      git('-C', from, 'push', '--quiet', '--mirror', repository)
    },
    sentBytes: () => sentBytes,
    refs: () => execFileSync('git', ['ls-remote', repository], { encoding: 'utf8' }),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(root, { recursive: true })
    },
  }
}
