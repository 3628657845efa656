import { tryAll } from './command';

/** `npm run test:real`: real messages to a number of your own, through servers of your own. */

tryAll(process.env, process.argv.slice(2), console.log)
  .then((isGood) => {
    if (!isGood) process.exitCode = 1;
  })
  .catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  });
