;==============================================================================
; LEVERS - a world for tests: press the lever that is asked for
;
; Licence: CC0 1.0 Universal (public domain dedication).
; Assemble:  dasm levers.asm -f3 -olevers.bin
;
; Every 20 frames a lever is asked for: UP, DOWN, or none. After five frames the
; first press counts: the right lever scores one point, the wrong one spoils the
; chance. Where nothing is asked for, or a press has counted, no action makes a
; difference. A game lasts 1,024 frames. Played by ALE's rules for "freeway"
; (see crossing.asm): score in RAM 103, over in RAM 22, mode in RAM 0.
;==============================================================================
        processor 6502

VSYNC   = $00
WSYNC   = $02
SWCHA   = $0280         ; bit 4 up, bit 5 down; 0 = pressed
SWCHB   = $0282         ; bit 0 RESET; 0 = pressed

mode    = $80           ; RAM 0    always 0
tick    = $81           ; RAM 1    frames left of 256
timer   = $82           ; RAM 2    frames left of this request, 20..1
paid    = $83           ; RAM 3    1 = a press has counted
cue     = $84           ; RAM 4    lever asked for: 0 none, 1 UP, 2 DOWN
lfsr    = $85           ; RAM 5    where the requests come from
left    = $86           ; RAM 6    times 256 frames left
over    = $96           ; RAM 22   1 = the game is over
score   = $E7           ; RAM 103  score, BCD

        org $F000
start   sei
        cld
        ldx #$FF
        txs
        lda #0
        tax
clear   sta $00,x
        inx
        bne clear
        jsr begin

frame   lda #2
        sta VSYNC
        sta WSYNC
        sta WSYNC
        sta WSYNC
        lda #0
        sta VSYNC
        jsr logic
        ldx #0
lines   sta WSYNC
        dex
        bne lines
        jmp frame

begin   lda #0
        sta score
        sta over
        sta cue
        sta paid
        sta tick
        lda #$A5
        sta lfsr
        lda #4
        sta left
        lda #1
        sta timer
        rts

logic   lda SWCHB
        lsr
        bcc begin
        lda over
        bne done
        dec tick
        bne going
        dec left
        bne going
        inc over
        rts
going   dec timer
        bne asked
        lda lfsr
        lsr
        bcc shifted
        eor #$B4
shifted sta lfsr
        and #3
        cmp #3
        bne chosen
        lda #1
chosen  sta cue
        lda #0
        sta paid
        lda #20
        sta timer
asked   lda cue
        beq done
        lda paid
        bne done
        lda timer
        cmp #16
        bcs done
        lda SWCHA
        and #$30
        eor #$30
        beq done
        inc paid
        lsr
        lsr
        lsr
        lsr
        cmp cue
        bne done
        sed
        clc
        lda score
        adc #1
        sta score
        cld
done    rts

        org $FFFC
        .word start
        .word start
