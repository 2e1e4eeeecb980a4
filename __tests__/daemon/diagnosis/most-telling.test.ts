import { expect, it } from '@jest/globals'
import { Diagnosis } from '../../../src/base/diagnosis.ts'
import { ConnectionClosedError } from '../../../src/daemon/connection-closed.ts'
import { mostTelling } from '../../../src/daemon/diagnosis/most-telling.ts'
import { GrpcError, GrpcFormatError } from '../../../src/daemon/grpc.ts'

const coded = (code: string) => Object.assign(new Error(code), { code })
const closed = new ConnectionClosedError()
const http2 = coded('ERR_HTTP2_ERROR')
const reset = coded('ECONNRESET')
const grpc = new GrpcError('no', 200, 14)
const format = new GrpcFormatError('compressed')
const diagnosis = new Diagnosis('server-cert-expired', 'expired')

it.each([
  ['nothing of none', [], undefined],
  ['a system error before a closed connection', [closed, reset], reset],
  ['a system error before an HTTP/2 error', [http2, reset, closed], reset],
  ['an HTTP/2 error before a closed connection', [closed, http2], http2],
  ['the answer before a system error', [reset, grpc], grpc],
  ['a malformed answer before an HTTP/2 error', [http2, format], format],
  ['a diagnosis before a closed connection', [closed, diagnosis], diagnosis],
  ['the first of equals', [grpc, diagnosis], grpc],
])('is %s', (_, errors, expected) => {
  expect(mostTelling(errors)).toBe(expected)
})
