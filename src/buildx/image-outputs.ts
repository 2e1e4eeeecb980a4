import { goBoolean } from '../text/boolean.ts'
import { pushes, readOutput } from './outputs.ts'

/** Whether an output is one of those that `push: true` makes a push. */
export function isImage(output: string): boolean {
  return ['image', 'registry'].includes(readOutput(output).type.trim().toLowerCase())
}

/** Whether an output has an attribute: any value that isn't a Go word for false sets it. */
export function isSet(name: string, output: string): boolean {
  const value = readOutput(output).attributes.get(name)?.trim().toLowerCase()
  return value !== undefined && goBoolean(value) !== false
}

/**
 * The outputs that push an image. `--push` makes each image output a push, and adds one only if there is none:
 * commands/build.go in docker/buildx.
 */
export function pushedOutputs(push: boolean, outputs: readonly string[]): readonly string[] {
  const images = outputs.filter(isImage)
  if (!push) return images.filter(pushes)
  return images.length > 0 ? images : ['type=registry']
}

/** What an output names the image: `--tag` replaces its own names, as in build/opt.go in docker/buildx. */
export function imageNames(output: string, tags: readonly string[]): readonly string[] {
  if (tags.length > 0) return tags
  const names = readOutput(output).attributes.get('name')?.split(',') ?? []
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))]
}
