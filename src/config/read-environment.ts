/** The process's environment, `.env` of the working directory included. The only place that reads it. */
export function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile('.env');
  } catch {
    // no .env file: the environment alone
  }
  return process.env;
}
