import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a program in the copy came to. */
export interface Ran {
  code: number;
  /** All that it printed. */
  output: string;
}

/** A copy of the project in a temporary folder, to which a vendor is added as CONTRIBUTING.md says. */
export class ProjectCopy {
  private constructor(readonly folder: string) {}

  /** Copies every file that belongs to the project; packages are linked. */
  static make(): ProjectCopy {
    const folder = mkdtempSync(join(tmpdir(), 'mensageiro-recipe-'));
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    for (const file of listed.split('\0').filter((each) => each !== '' && existsSync(join(ROOT, each)))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(ROOT, file), join(folder, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const copy = new ProjectCopy(folder);
    copy.git('init', '--quiet');
    copy.commit('the project as it is');
    return copy;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  delete(file: string): void {
    rmSync(join(this.folder, file));
  }

  /** Changes a file's text. @throws Error where the text that is to be replaced is not there */
  edit(file: string, from: string | RegExp, to: string): void {
    const before = this.read(file);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} holds no ${String(from)}.`);
    this.write(file, after);
  }

  /** Lays a folder over the project: each file at the same place. @returns the files, from the root */
  lay(overlay: string): string[] {
    const files = readdirSync(overlay, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(overlay, join(entry.parentPath, entry.name)));
    for (const file of files) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(overlay, file), join(this.folder, file));
    }
    return files;
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git(
      '-c',
      'user.name=recipe',
      '-c',
      'user.email=recipe@localhost',
      'commit',
      '--quiet',
      '-m',
      message,
    );
  }

  /** The files that differ from the last commit, new ones too. */
  changed(): string[] {
    return this.git('status', '--porcelain', '--untracked-files=all', '-z')
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
  }

  /** Runs a package's program in the copy. */
  run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules', program), ...args],
      {
        cwd: this.folder,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, ...environment },
      },
    );
    return { code: status ?? -1, output: `${stdout}\n${stderr}` };
  }

  private git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8' });
  }
}
