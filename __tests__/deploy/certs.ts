import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Ran, tryRun } from '../../script/rig/run.ts'

export const script = resolve(import.meta.dirname, '..', '..', 'deploy', 'certs', 'certs')

/** Certificates that deploy/certs makes below a directory. */
export interface Pki {
  readonly directory: string
  /** Runs the script, which must succeed, and returns its output. */
  certs(...args: string[]): Promise<string>
  tryCerts(...args: string[]): Promise<Ran>
  /** `server/NAME`, `client/NAME` or `authorities/NAME/NUMBER` */
  read(leaf: string): { readonly ca: string; readonly cert: string; readonly key: string }
}

export function pkiIn(directory: string, shell = 'sh'): Pki {
  const tryCerts = (...args: string[]) => tryRun(shell, [script, '-d', directory, ...args])
  const certs = async (...args: string[]) => {
    const { code, stdout, stderr } = await tryCerts(...args)
    if (code !== 0) throw new Error(`certs ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  const read: Pki['read'] = (leaf) => {
    const file = (name: string) => readFileSync(join(directory, leaf, name), 'utf8')
    return {
      ca: leaf.startsWith('authorities/') ? '' : file('ca.crt'),
      cert: file('tls.crt'),
      key: file('tls.key'),
    }
  }
  return { directory, certs, tryCerts, read }
}
