import type { Fence } from '../../src/base/ports.ts'

/** A fence that is easy to see in a text. */
export const testFence: Fence = {
  open: '<fence>\n',
  close: '</fence>\n',
  harmless: (line) => line.replaceAll('##[', '# ['),
}
