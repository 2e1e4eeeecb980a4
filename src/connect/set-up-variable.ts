/** The variable with the directories that have records of builders for later steps, separated as in `PATH`. */
export const setUpVariable = 'REMOTE_BUILDKIT_SETUP'
