import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, StorageConfig } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import type { Readable } from 'node:stream';

/** n8n's own store for files, on disk, in a folder of its own. */
export class BinaryStore {
  private readonly folder = mkdtempSync(join(tmpdir(), 'mensageiro-files-'));

  async open(): Promise<void> {
    const storage = Container.get(StorageConfig);
    storage.storagePath = this.folder;
    const config = Container.get(BinaryDataConfig);
    config.mode = 'filesystem';
    config.localStoragePath = this.folder;
    await Container.get(BinaryDataService).init();
  }

  /** Keeps a file as the output of an earlier step would be kept. */
  async keep(content: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData> {
    const location = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
    return await Container.get(BinaryDataService).store(location, content, { data: '', fileName, mimeType });
  }

  /** What a signed token gives access to. */
  async openSigned(token: string): Promise<Buffer> {
    const service = Container.get(BinaryDataService);
    return await service.getAsBuffer({ id: service.validateSignedToken(token), data: '', mimeType: '' });
  }

  /** Whether a link, such as an open descriptor, leads to one of its files. */
  holds(link: string): boolean {
    return readlinkSync(link).startsWith(this.folder);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
