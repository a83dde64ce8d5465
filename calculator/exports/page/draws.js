"use strict";
// -- how far it may be off: PERT draws, the same for all strategies and for every answer -----------------

const DRAWS = 1024;

function stream(seed) { // mulberry32
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
function gamma(shape, random) { // Marsaglia and Tsang, for shapes from 1
  const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()), v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < normal * normal / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
function pert(path, low, likely, high) {
  const random = stream([...path].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7));
  const width = high - low, a = 1 + 4 * (likely - low) / width, b = 1 + 4 * (high - likely) / width;
  return Array.from({ length: DRAWS }, () => {
    const x = gamma(a, random);
    return low + width * x / (x + gamma(b, random));
  });
}
const place = (tree, path) => {
  const parts = path.split("."), leaf = parts.pop();
  return [parts.reduce((branch, part) => branch[part], tree), leaf];
};
function drawn(scenario) {
  const keys = Object.keys(scenario.strategies);
  const tree = structuredClone(scenario), columns = [];
  for (const [path, { low, high }] of Object.entries(scenario.ranges)) {
    if (path === `pipelines.${scenario.goal}.value_per_win`) continue; // the answer is for the worth that was given
    const [branch, leaf] = place(tree, path), likely = branch[leaf];
    if (likely !== null && likely !== undefined && low < high && low <= likely && likely <= high) columns.push([branch, leaf, pert(path, low, likely, high)]);
  }
  return Array.from({ length: columns.length ? DRAWS : 1 }, (_, at) => {
    for (const [branch, leaf, values] of columns) branch[leaf] = values[at];
    return keys.map((key) => measuresOf(tree, tree.strategies[key]));
  });
}
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b), at = share * (sorted.length - 1), below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}
