import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What Linux tells of another process. Elsewhere each figure is NaN. */

const read = (processId: number, file: 'stat' | 'status'): string => {
  const path = `/proc/${processId}/${file}`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** CPU time used so far, in milliseconds. */
export function cpuOf(processId: number): number {
  // The name in brackets may hold spaces; user and system time, in hundredths, are the 12th and 13th after it.
  const fields = read(processId, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * Resident memory in MB.
 *
 * @param of what it is now, or the most since `forgetPeak`
 */
export function memoryOf(processId: number, of: 'now' | 'peak' = 'now'): number {
  const line = of === 'now' ? /VmRSS:\s+(\d+)/ : /VmHWM:\s+(\d+)/;
  return Number(line.exec(read(processId, 'status'))?.[1] ?? NaN) / 1024;
}

/** Lets the most memory be counted anew. */
export function forgetPeak(processId: number): void {
  const path = `/proc/${processId}/clear_refs`;
  if (existsSync(path)) writeFileSync(path, '5');
}
