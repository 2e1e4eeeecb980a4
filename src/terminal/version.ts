/** script/pack writes the version of the release here. */
export const version = '0.0.0-dev'
