import { addressOf, startRig } from './rig.ts'

declare global {
  var stopRig: (() => Promise<void>) | undefined
}

/** Starts one rig for all end-to-end tests; they find it with `rigAt(process.env.RIG ?? '')`. */
export default async function setUp(): Promise<void> {
  const rig = await startRig()
  globalThis.stopRig = rig.stop
  process.env.RIG = addressOf(rig)
}
