/** Runs the command line in this process and tells, on stderr, what it cost: `node bench/measure-cli.js analyze FILE`. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuMs = (userCPUTime + systemCPUTime) / 1000;
  process.stderr.write(`\n@cost ${JSON.stringify({ maxMegabytes: Math.round(maxRSS / 1024), cpuMs })}\n`);
});
await import('../dist/cli/cli.js');
