/** With this argument the program keeps a tunnel open, and is no command. */
export const keeperWord = 'keep-tunnel'
