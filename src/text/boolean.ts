/**
 * A boolean in the words of Go's `strconv.ParseBool`, as buildx reads its variables and attributes.
 *
 * @returns undefined for any other text, and for none
 */
export function goBoolean(text: string | undefined): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '')) return true
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text ?? '')) return false
  return undefined
}

/**
 * A boolean of YAML 1.2's core schema, as GitHub's toolkit reads inputs.
 *
 * @returns undefined for any other text
 */
export function yamlBoolean(text: string): boolean | undefined {
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE'].includes(text)) return false
  return undefined
}
