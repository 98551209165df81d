/** Classes of SQLSTATE that pass: connection, transaction rolled back, no resources, stopped by an operator. */
const PASSING_CLASSES = ['08', '40', '53', '57'];
const LOCK_NOT_AVAILABLE = '55P03';
// matches: ECONNREFUSED
const NETWORK_CODE = /^E[A-Z]+$/;
// matches: 57P01
const SQLSTATE = /^[0-9A-Z]{5}$/;
// matches: Connection terminated unexpectedly
const DRIVER_WORDS = /timeout|terminated|connection error/i;

/** True when the same statement may succeed a little later: another writer, a server that is away or starting. */
export function isPassingFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isPassingFault);
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE')) return code.startsWith('SQLITE_BUSY');
  if (NETWORK_CODE.test(code)) return true;
  if (SQLSTATE.test(code)) return PASSING_CLASSES.includes(code.slice(0, 2)) || code === LOCK_NOT_AVAILABLE;
  return 'message' in error && DRIVER_WORDS.test(String(error.message));
}
