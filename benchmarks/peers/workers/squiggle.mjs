// Squiggle: the whole source is run again for each request, as it is on its own page; what V8 has compiled stays warm.
import { createInterface } from "node:readline";

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];
const { run } = await import(process.argv[2]);
let source;

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (source === undefined) source = asked.source;
  else console.log(JSON.stringify(await answer(...asked)));
}

async function answer(draws, seed) {
  const environment = { sampleCount: draws, xyPointLength: 1000, seed: `seed ${seed}` };
  const began = performance.now();
  const { result } = await run(source, { environment });
  if (!result.ok) throw new Error(result.value.toString());
  const costs = [...result.value.result.value.entries()].map(([, cost]) => cost.value);
  const percentiles = costs.map((cost) => SHARES.map((share) => cost.inv(environment, share).value));
  const seconds = (performance.now() - began) / 1000;
  return { seconds, means: costs.map((cost) => cost.mean(environment)), percentiles };
}
