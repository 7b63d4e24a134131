// What must a child and its parent agree on, besides their messages?
// No dependency: the child process loads this file too.

/** The harness's exit code when it loses its channel during a trial: the scenario has closed or replaced the descriptor. */
export const channelLostCode = 86
/** The longest event that a child may send, in bytes. */
export const maxEventBytes = 1 << 20
