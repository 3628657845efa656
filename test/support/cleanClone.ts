import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutNpmRun } from '../../host/npm';
import { checkout } from '../../host/places';

/** What somebody has who has just cloned the project and installed its development packages. */
export interface CleanClone {
  folder: string;
  /** Runs npm there, as it is configured there; gives what it prints. */
  npm(...parameters: string[]): string;
  remove(): void;
}

/**
 * Clones this checkout into a folder of its own. What is changed here and not committed yet is changed there,
 * too; what git ignores, such as `dist`, is not there. The installed packages are linked, not copied.
 */
export function cloneCheckout(): CleanClone {
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-clone-'));
  execFileSync('git', ['clone', '--quiet', checkout, folder], { stdio: 'pipe' });
  for (const file of uncommitted()) {
    if (existsSync(join(checkout, file))) cpSync(join(checkout, file), join(folder, file));
    else rmSync(join(folder, file), { force: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const npm = (...parameters: string[]) =>
    execFileSync('npm', parameters, {
      cwd: folder,
      encoding: 'utf8',
      env: withoutNpmRun(process.env),
      shell: process.platform === 'win32',
      stdio: 'pipe',
    });
  return { folder, npm, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Files that differ from the last commit, new ones and deleted ones included. */
function uncommitted(): string[] {
  const changed = git('diff', '--name-only', '--no-renames', '-z', 'HEAD');
  return [...changed, ...git('ls-files', '--others', '--exclude-standard', '-z')];
}

function git(...parameters: string[]): string[] {
  const printed = execFileSync('git', parameters, { cwd: checkout, encoding: 'utf8' });
  return printed.split('\0').filter(Boolean);
}
