/** A reason to stop that the person can do something about: said as one sentence, without a stack. */
export class Refusal extends Error {
  /** @param exitCode 2 for a wrong command line, 1 for everything else */
  constructor(
    sentence: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(sentence);
  }
}

/** Runs a program to its end: its number is the exit code, and a refusal is said plainly. */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exit(error.exitCode);
  }
}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]?.trim() ?? '';
}
