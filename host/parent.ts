/**
 * Calls `gone` when npm, which started us, is gone. npm ends only the shell between it and us when it
 * is told to stop, and that shell does not pass the signal on.
 */
export function watchParent(gone: () => void, environment: NodeJS.ProcessEnv = process.env): void {
  if (!environment.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}
