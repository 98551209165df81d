import { OutsideError } from '../../core/errors.ts';
import { isPassingFault } from './is-passing-fault.ts';

/** Whatever the driver throws leaves the adapter as an OutsideError. */
export async function reaching<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new OutsideError({ provider: 'database', operation, retryable: isPassingFault(error) }, error);
  }
}
