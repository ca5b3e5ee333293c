import { expect, it } from 'vitest';
import { Queue } from '@/entrypoints/background/queue';

it('lets one piece of the same work wait, however often it is asked for, and runs it after what runs', async () => {
  const queue = new Queue();
  let begun = 0;
  let finish: () => void = () => undefined;
  const work = () => {
    begun += 1;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  const first = queue.runSoon('tick', work);
  await Promise.resolve();
  const others = Array.from({ length: 1_000 }, () => queue.runSoon('tick', work));
  expect(new Set(others).size).toBe(1);
  finish();
  await first;
  await new Promise((resolve) => setTimeout(resolve));
  expect(begun).toBe(2);
  finish();
  await Promise.all(others);
  expect(begun).toBe(2);
});
