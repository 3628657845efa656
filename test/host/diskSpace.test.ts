import { CommandFailed } from '../../host/command';
import { explainFullDisk, freeBytes, tooLittleSpace } from '../../host/diskSpace';

const gigabyte = 1024 ** 3;

describe('disk space', () => {
  test('a disk with enough space is no reason to stop', () => {
    expect(tooLittleSpace(4 * gigabyte, '/somewhere')).toBeNull();
  });

  test('a disk with too little space is refused with what is needed, what is there and what is missing', () => {
    const sentence = tooLittleSpace(1.55 * gigabyte, '/somewhere');
    expect(sentence).toBe(
      'n8n needs about 4 GB to install, and the disk of /somewhere has 1.5 GB free. ' +
        'Free at least 2.5 GB and type npm start again.',
    );
  });

  test('the free space of a real disk is a positive number of bytes', () => {
    expect(freeBytes(__dirname)).toBeGreaterThan(0);
  });

  test.each(['npm error code ENOSPC', 'fatal error: error writing to x.o: No space left on device'])(
    'a command that ended with "%s" is explained as a full disk',
    (output) => {
      const failure = new CommandFailed('npm ci', output);
      const explained = explainFullDisk(failure);
      expect(explained).toMatchObject({
        message: expect.stringContaining('The disk is full'),
        cause: failure,
      });
    },
  );

  test('any other failure stays what it is', () => {
    const failure = new CommandFailed('npm ci', 'npm error code ETIMEDOUT');
    expect(explainFullDisk(failure)).toBe(failure);
  });
});
