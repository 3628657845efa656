import type { Language } from '../simulator/inbox/words';
import { terminalLanguage } from './languages';

/** What the greeting names. */
interface Places {
  notes: readonly string[];
  editor: string;
  email: string;
  password: string;
  inbox: string;
  dataFolder: string;
}

const english = {
  // What is done, one line each.
  installing: 'Installing n8n 2.41.1 (2.5 GB)',
  fetchingNode: 'Fetching the Node.js that n8n needs',
  preparingDriver: "Preparing n8n's database driver",
  building: 'Building the package',
  startingVendors: 'Starting the simulated vendors',
  sendingSamples: "Sending the sample leads' messages through every vendor",
  startingN8n: 'Starting n8n',
  importing: 'Importing credentials and examples',
  stopping: 'Stopping n8n and the simulated vendors ...',

  // How long it takes.
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  moments: 'a few seconds',
  passed: (time: string) => `${time} so far`,
  usual: (time: string) => `usually about ${time}`,
  remaining: (time: string) => `about ${time} to go`,
  untilReady: (time: string) => `n8n is ready in about ${time}`,

  // What is there before n8n is.
  firstStart: (messages: number, inbox: string, time: string) =>
    `${messages === 1 ? '1 message' : `${messages} messages`} of the sample leads ${messages === 1 ? 'is' : 'are'} in the inbox: ${inbox}\n` +
    `n8n itself is being installed, about ${time} as far as can be told yet; the figure below follows this machine. The next starts take seconds.`,
  noFirstMessages: (inbox: string, time: string) =>
    `The inbox, where messages will arrive, is ${inbox}\n` +
    `n8n itself is being installed, about ${time} as far as can be told yet; the figure below follows this machine. The next starts take seconds.`,
  samplesNotSent: (reason: string) =>
    `The sample messages could not be sent before n8n was there (${reason}). Execute the first example in n8n to send them.`,

  greeting: ({ notes, editor, email, password, inbox, dataFolder }: Places) => `
${notes.map((note) => `  ${note}\n`).join('')}
  n8n       ${editor}
            log in as ${email} with the password ${password}
  Inbox     ${inbox}

  1. Log in to n8n: the first example opens.
  2. Click "Execute workflow".
  3. Look at the inbox: the messages are on their recipients' phones.

  Nothing leaves this computer: the vendors are simulated. What you build is kept in ${dataFolder}.
  Ctrl-C stops everything.
`,

  // What is not as usual.
  debugger: (port: number) => `A debugger can attach to n8n at 127.0.0.1:${port}.`,
  portTaken: (port: number, given: number) =>
    `Port ${port} is taken by another program, so n8n listens on ${given} this time.`,
  startedAgain:
    'n8n ended while it started, most likely because another program took one of its ports at that ' +
    'moment, so it was started once more, on newly chosen ports.',
  endOfLog: (file: string) => `The end of ${file}:`,
  notStarted: (reason: string) => `n8n could not be started: ${reason}`,
  ended: (how: string) => `n8n ended by itself (${how}).`,
  endCode: (code: number | null) => `code ${code}`,
  noAnswer: (seconds: number) => `n8n did not answer within ${seconds} seconds.`,
  startAgain: (how: string) => `${how} Type npm start to start it again; your workflows are kept.`,
  alreadyRunning: (processId: number) =>
    `npm start is already running in this checkout (process ${processId}). Stop that one with Ctrl-C first.`,
  commandFailed: (command: string) => `"${command}" did not succeed.`,
  commandEnd: (how: string) => `(ended with ${how})`,
  noInspectorPort: (given: string) =>
    `"MENSAGEIRO_INSPECT" is "${given}". Give a port between 1024 and 65535, such as 9229.`,
  noWorkflow: (path: string) =>
    `${path} holds no workflow. Restore it (git checkout ${path}) and type npm start again.`,
  noCompiler:
    "n8n's database driver could be neither downloaded nor compiled. A compiler is needed: " +
    'on Debian or Ubuntu "apt-get install python3 make g++", on macOS "xcode-select --install", ' +
    'on Windows the Visual Studio Build Tools. Then type npm start again.',
  tooLittleSpace: (needed: string, folder: string, free: string, missing: string) =>
    `n8n needs about ${needed} GB to install, and the disk of ${folder} has ${free} GB free. ` +
    `Free at least ${missing} GB and type npm start again.`,
  fullDisk: (needed: string) =>
    `The disk is full: n8n needs about ${needed} GB, part of it in npm's cache ` +
    '(npm config get cache). Free some space and type npm start again; it continues where it can.',
  noDataFolder: (folder: string, meaning: string) =>
    `The data folder ${folder} could not be made. ${meaning} ` +
    'The variable MENSAGEIRO_DATA_FOLDER can name another folder.',
  badMemory: (file: string, what: string) =>
    `${file}, where npm start remembers the key and the password of its n8n, ${what}. ` +
    'Put back a copy of it, or delete it, and type npm start again. Without it your workflows and ' +
    'credentials are kept, but the password is a new one and examples that you deleted come back.',
  memoryEmpty: 'is empty',
  memoryNoJson: 'is no JSON, or breaks off',
  memoryLacks: (place: string) => `holds no usable "${place}"`,
  memoryWrong: 'does not hold what it should',

  // What the operating system means by a code, and what to do.
  refused: (path: string, meaning: string) =>
    `${path} could not be used: ${meaning} and type npm start again.`,
  noRight: 'this user has no right to it. Give the folder and all in it to this user',
  readOnly: 'it is on a disk that can only be read. Use a folder on another disk',
  noSpace: 'the disk is full. Free some space',
  noQuota: "this user's share of the disk is used up. Free some space",
  noFolder: 'something of that name that is no folder is in its place. Move that away',
  fileInPath: 'a part of its path is a file and no folder. Move that file away',
  folderInPlace: 'a folder is where a file belongs. Move that folder away',
  pathMissing: 'a part of its path does not exist, or is a link that leads nowhere. Correct the path',
  linkLoop: 'a link in its path leads back to itself. Correct the link',
  pathTooLong: 'its path is too long. Use a shorter one',
  filesOpen: 'too many files are open. Close some programs',
};

/** Every sentence of the terminal, in one language. */
export type Words = typeof english;

const portuguese: Words = {
  installing: 'Instalando o n8n 2.41.1 (2,5 GB)',
  fetchingNode: 'Baixando o Node.js de que o n8n precisa',
  preparingDriver: 'Preparando o driver do banco de dados do n8n',
  building: 'Compilando o pacote',
  startingVendors: 'Iniciando os fornecedores simulados',
  sendingSamples: 'Enviando as mensagens dos leads de exemplo por todos os fornecedores',
  startingN8n: 'Iniciando o n8n',
  importing: 'Importando credenciais e exemplos',
  stopping: 'Parando o n8n e os fornecedores simulados ...',

  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  moments: 'alguns segundos',
  passed: (time) => `${time} até agora`,
  usual: (time) => `normalmente cerca de ${time}`,
  remaining: (time) => `faltam cerca de ${time}`,
  untilReady: (time) => `o n8n fica pronto em cerca de ${time}`,

  firstStart: (messages, inbox, time) =>
    `${messages === 1 ? '1 mensagem' : `${messages} mensagens`} dos leads de exemplo ${messages === 1 ? 'está' : 'estão'} na caixa de entrada: ${inbox}\n` +
    `O n8n está sendo instalado, em cerca de ${time} pelo que se sabe até agora; o tempo abaixo acompanha esta máquina. Nas próximas vezes são segundos.`,
  noFirstMessages: (inbox, time) =>
    `A caixa de entrada, aonde as mensagens vão chegar, é ${inbox}\n` +
    `O n8n está sendo instalado, em cerca de ${time} pelo que se sabe até agora; o tempo abaixo acompanha esta máquina. Nas próximas vezes são segundos.`,
  samplesNotSent: (reason) =>
    `As mensagens de exemplo não puderam ser enviadas antes de o n8n ficar pronto (${reason}). Execute o primeiro exemplo no n8n para enviá-las.`,

  greeting: ({ notes, editor, email, password, inbox, dataFolder }) => `
${notes.map((note) => `  ${note}\n`).join('')}
  n8n       ${editor}
            entre como ${email} com a senha ${password}
  Inbox     ${inbox}

  1. Entre no n8n: o primeiro exemplo se abre.
  2. Clique em "Execute workflow".
  3. Olhe a caixa de entrada (inbox): as mensagens estão nos celulares de quem as recebe.

  Nada sai deste computador: os fornecedores são simulados. O que você criar fica guardado em ${dataFolder}.
  Ctrl-C para tudo.
`,

  debugger: (port) => `Um depurador pode se conectar ao n8n em 127.0.0.1:${port}.`,
  portTaken: (port, given) =>
    `A porta ${port} está em uso por outro programa; desta vez o n8n usa a porta ${given}.`,
  startedAgain:
    'O n8n parou enquanto iniciava, provavelmente porque outro programa ocupou uma das portas dele naquele ' +
    'momento; por isso foi iniciado mais uma vez, em outras portas.',
  endOfLog: (file) => `O final de ${file}:`,
  notStarted: (reason) => `O n8n não pôde ser iniciado: ${reason}`,
  ended: (how) => `O n8n parou sozinho (${how}).`,
  endCode: (code) => `código ${code}`,
  noAnswer: (seconds) => `O n8n não respondeu em ${seconds} segundos.`,
  startAgain: (how) => `${how} Digite npm start para iniciá-lo de novo; os seus workflows ficam guardados.`,
  alreadyRunning: (processId) =>
    `npm start já está rodando nesta pasta (processo ${processId}). Primeiro pare esse outro com Ctrl-C.`,
  commandFailed: (command) => `"${command}" não foi até o fim.`,
  commandEnd: (how) => `(terminou com ${how})`,
  noInspectorPort: (given) =>
    `"MENSAGEIRO_INSPECT" é "${given}". Indique uma porta entre 1024 e 65535, como 9229.`,
  noWorkflow: (path) =>
    `${path} não contém um workflow. Restaure o arquivo (git checkout ${path}) e digite npm start de novo.`,
  noCompiler:
    'O driver do banco de dados do n8n não pôde ser baixado nem compilado. É preciso um compilador: ' +
    'no Debian ou Ubuntu "apt-get install python3 make g++", no macOS "xcode-select --install", ' +
    'no Windows o Visual Studio Build Tools. Depois digite npm start de novo.',
  tooLittleSpace: (needed, folder, free, missing) =>
    `O n8n precisa de cerca de ${needed} GB para ser instalado, e o disco de ${folder} tem ${free} GB livres. ` +
    `Libere pelo menos ${missing} GB e digite npm start de novo.`,
  fullDisk: (needed) =>
    `O disco está cheio: o n8n precisa de cerca de ${needed} GB, parte deles no cache do npm ` +
    '(npm config get cache). Libere espaço e digite npm start de novo; ele continua de onde puder.',
  noDataFolder: (folder, meaning) =>
    `A pasta de dados ${folder} não pôde ser criada. ${meaning} ` +
    'A variável MENSAGEIRO_DATA_FOLDER pode indicar outra pasta.',
  badMemory: (file, what) =>
    `${file}, onde npm start guarda a chave e a senha do seu n8n, ${what}. ` +
    'Coloque uma cópia de volta, ou apague o arquivo, e digite npm start de novo. Sem ele os seus workflows e ' +
    'credenciais ficam, mas a senha é nova e os exemplos que você apagou voltam.',
  memoryEmpty: 'está vazio',
  memoryNoJson: 'não é JSON, ou está cortado',
  memoryLacks: (place) => `não tem um "${place}" que se possa usar`,
  memoryWrong: 'não contém o que devia',

  refused: (path, meaning) => `${path} não pôde ser usado: ${meaning} e digite npm start de novo.`,
  noRight: 'este usuário não tem direito sobre ele. Dê a pasta e tudo o que há nela a este usuário',
  readOnly: 'ele está em um disco que só pode ser lido. Use uma pasta em outro disco',
  noSpace: 'o disco está cheio. Libere espaço',
  noQuota: 'a parte do disco deste usuário acabou. Libere espaço',
  noFolder: 'no lugar dele há algo com esse nome que não é uma pasta. Tire isso de lá',
  fileInPath: 'uma parte do caminho é um arquivo e não uma pasta. Tire esse arquivo de lá',
  folderInPlace: 'há uma pasta onde devia haver um arquivo. Tire essa pasta de lá',
  pathMissing: 'uma parte do caminho não existe, ou é um link que não leva a lugar nenhum. Corrija o caminho',
  linkLoop: 'um link no caminho leva de volta a ele mesmo. Corrija o link',
  pathTooLong: 'o caminho é longo demais. Use um mais curto',
  filesOpen: 'há arquivos demais abertos. Feche alguns programas',
};

/** The same sentences in every language. */
export const allWords: Readonly<Record<Language, Words>> = { en: english, pt: portuguese };

/** The sentences in the language of who sits at the terminal. */
export const words = (): Words => allWords[terminalLanguage()];
