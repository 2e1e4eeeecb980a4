import { channel } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { DownloadError } from '../../base/download-error.ts'
import { messageOf } from '../../base/errors.ts'
import { shown } from '../../buildx/install/urls.ts'
import { quietly } from './quietly.ts'

/**
 * Downloads to a file that doesn't exist yet; after a fault there is none. What may pass (5xx, 429, a
 * connection that breaks) is tried three times. No token is sent: releases are public, and the address
 * may be anyone's. Proxies are those of the runner's variables.
 *
 * @throws DownloadError
 */
export async function download(url: string, file: string): Promise<void> {
  const { downloadTool, HTTPError } = await import('@actions/tool-cache')
  const started = channel('http.client.request.start')
  started.subscribe(giveUpOnSilence)
  try {
    await quietly(() => downloadTool(url, file))
  } catch (error) {
    const status = error instanceof HTTPError ? error.httpStatusCode : undefined
    const isMissing = status === 404 || status === 410
    const why =
      status === undefined
        ? `could not be downloaded: ${messageOf(error)}`
        : `answers with ${status}`
    throw new DownloadError(`${shown(url)} ${isMissing ? 'does not exist' : why}`, {
      cause: error,
      isMissing,
    })
  } finally {
    started.unsubscribe(giveUpOnSilence)
  }
}

const longestSilenceMs = 30_000

/** tool-cache would wait for ever for a server that sends half of a file and then nothing more. */
function giveUpOnSilence(message: unknown): void {
  const { request } = message as { readonly request: ClientRequest }
  const giveUp = () => {
    request.destroy(new Error(`nothing came for ${longestSilenceMs / 1000} s`))
  }
  request.setTimeout(longestSilenceMs, giveUp)
  // The line above counts from when there is a connection, which a firewall can hold up for minutes.
  request.once('socket', (socket) => {
    if (socket.connecting) socket.setTimeout(longestSilenceMs, giveUp)
  })
}
