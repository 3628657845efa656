import { Refusal } from '../recording';
import type { Answer } from '../recording';

export interface Detail {
  field: string;
  message: string;
}

/** Interflow v1's envelope of a refusal. */
export function failure(status: number, code: string, message: string, details?: Detail[]): Answer {
  return { status, body: { success: false, error: { code, message, ...(details && { details }) } } };
}

export function refused(status: number, code: string, message: string): Refusal {
  return new Refusal(failure(status, code, message));
}

/** 400 with one entry per wrong field. */
export function invalid(details: Detail[]): Refusal {
  const first = details[0];
  const message =
    first?.message === 'Campo obrigatório' ? `Campo '${first.field}' é obrigatório` : 'Dados inválidos';
  return new Refusal(failure(400, 'VALIDATION_ERROR', message, details));
}
