import { dirname } from 'node:path'
import { requireParts } from '../../script/rig/parts.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, rig } from './project.ts'

/** Pushes a Dockerfile frontend that is much older than the daemon. @returns its reference */
export async function pushOldFrontend(): Promise<string> {
  const { 'old-frontend': program } = await requireParts('old-frontend')
  const caps = ['inputs', 'subrequests', 'contexts'].map((cap) => `moby.buildkit.frontend.${cap}`)
  const image = await createProject({
    Dockerfile: [
      'FROM scratch',
      'COPY --from=program dockerfile-frontend /bin/dockerfile-frontend',
      `LABEL moby.buildkit.frontend.caps="${caps.join(',')}"`,
      'ENTRYPOINT ["/bin/dockerfile-frontend"]',
    ].join('\n'),
  })
  const result = await image.build({ inputs: { 'build-contexts': `program=${dirname(program)}` } })
  expectExitCode(result, 0)
  return `${rig.registry.host}/${image.repository}:latest`
}
