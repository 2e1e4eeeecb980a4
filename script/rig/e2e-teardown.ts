import './e2e-setup.ts'

export default async function tearDown(): Promise<void> {
  await globalThis.stopRig?.()
}
