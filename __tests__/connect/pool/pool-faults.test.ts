import { describe, expect, it } from '@jest/globals'
import { Diagnosis, type DiagnosisCode } from '../../../src/base/diagnosis.ts'
import { diagnosePool, warnOfMembers } from '../../../src/connect/pool/pool-faults.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import type { MemberState } from '../../../src/pool/choose.ts'

const member = (url: string, code?: DiagnosisCode) => ({
  member: { endpoint: parseEndpoint(url), platforms: [] },
  fault: code && new Diagnosis(code, `${url} is ${code}.`),
})

describe('the warnings about members', () => {
  const faulty: MemberState = { kind: 'faulty', sinceMs: 0, code: 'not-tls', mayPass: false }

  function warnings(members: Parameters<typeof warnOfMembers>[0], warned = new Set<string>()) {
    const lines: string[] = []
    const log = (level: string) => (line: string) => void lines.push(`${level}: ${line}`)
    warnOfMembers(members, warned, {
      log: {
        ...{ info: log('info'), notice: log('notice'), warning: log('warning') },
        ...{ group: log('group'), debug: log('debug') },
      },
      help: (code) => `help#${code}`,
    })
    return { lines, warned: [...warned] }
  }

  it('name a broken one once', () => {
    const broken = { ...member('tcp://a:1', 'not-tls'), state: faulty }
    expect(warnings([broken, broken])).toEqual({
      lines: [
        'warning: not-tls: tcp://a:1 is not-tls. Another daemon is used instead of tcp://a:1. See help#not-tls',
      ],
      warned: ['tcp://a:1'],
    })
    expect(warnings([broken], new Set(['tcp://a:1'])).lines).toEqual([])
  })

  it('are only a note when the fault may pass, each time', () => {
    const restarting = { ...member('tcp://a:1', 'connection-refused'), state: faulty }
    expect(warnings([restarting])).toEqual({
      lines: [
        'info: connection-refused: tcp://a:1 is connection-refused. tcp://a:1 is passed over.',
      ],
      warned: [],
    })
  })

  it('leave out one that answered after its fault, and one without a known fault', () => {
    const answered = { ...member('tcp://a:1', 'not-tls'), state: { kind: 'answered' } as const }
    expect(warnings([answered, { ...member('tcp://b:1'), state: faulty }]).lines).toEqual([])
  })
})

describe('the diagnosis of a pool', () => {
  it.each<[string, Parameters<typeof diagnosePool>[0], DiagnosisCode, string]>([
    ['of one member is its own', [member('tcp://a:1', 'not-tls')], 'not-tls', 'a:1 is not-tls.'],
    [
      'of one that is silent is a timeout',
      [member('tcp://a:1')],
      'connection-timeout',
      'a:1 did not answer in time.',
    ],
    [
      'of two is the first one, with the code of the other',
      [member('tcp://a:1', 'not-tls'), member('tcp://b:1', 'dns-not-found')],
      'not-tls',
      "a:1 is not-tls. The other daemon in endpoint can't be used either (dns-not-found).",
    ],
    [
      'of several names each code once',
      [
        member('tcp://a:1', 'not-tls'),
        ...[member('tcp://b:1'), member('tcp://c:1', 'not-buildkit'), member('tcp://d:1')],
      ],
      'not-tls',
      "a:1 is not-tls. The other 3 daemons in endpoint can't be used either (connection-timeout, not-buildkit).",
    ],
  ])('%s', (_, members, code, reason) => {
    expect(diagnosePool(members)).toMatchObject({ code, reason: `tcp://${reason}` })
  })
})
