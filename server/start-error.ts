/**
 * Why the service does not start, in words for the person who started it: one clear line for each thing that is wrong.
 * main prints the message without a stack and exits 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
}
