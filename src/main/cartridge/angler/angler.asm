;==============================================================================
; ANGLER - an original fishing game for the Atari 2600 (4 KB, NTSC)
;
; Licence: CC0 1.0 Universal (public domain dedication).  To the extent possible
; under law the authors waive all rights to this file and to its binary.
; Assemble:  dasm angler.asm -f3 -oangler.bin
;
; THE GAME
;   An angler stands between two pools.  A fish shows in one of them.  UP casts the
;   line into the upper pool, DOWN into the lower one.  In still water (dark) the
;   line must then be let alone; in rapids (bright, with waves) the same direction
;   must be held.  Every frame in which it is not so strains the line, which grows
;   red and breaks.  Who lasts for SHALLOW frames, or for DEEP ones where the water
;   is deep (darker), and has cast at the fish, has caught it: one point.  A game
;   lasts 20*TUNIT frames; the bar at the bottom is the time left.  SELECT chooses
;   one of eight rivers, RESET starts a game, the left difficulty switch in
;   position A weakens the line.
;
;   How the 2600 makes a picture is told at the top of ../crossing/crossing.asm.
;   What is different here: nothing ever changes its column.
;
; HOW THE ARCADE LEARNING ENVIRONMENT (ALE) READS IT
;   A cartridge with an unknown checksum in a file called freeway.bin is played
;   by ALE's rules for "freeway".  These read three cells of RAM:
;       RAM 0   ($80)  game mode 0..7: ALE presses SELECT until it is the one asked for
;       RAM 22  ($96)  1 = the game is over
;       RAM 103 ($E7)  score, two decimal digits (BCD)
;   The actions are NOOP, UP and DOWN.  The reward is the growth of the score.
;   The cells $80-$8D, $96 and $E7 below are the whole state of the game; the next
;   frame follows from them.
;==============================================================================
        processor 6502

; ---- tuning: docs/angler.md has what these give ---------------------------------
REST    = 20            ; frames from one fish to the next
WAIT    = 64            ; frames that a fish waits for the line
SHY     = 4             ; frames before, in which it is seen and no line can be cast
SHALLOW = 12            ; frames that the line must last
DEEP    = 32
LIMIT   = 6*16          ; strain that breaks the line, 16 a frame
WEAK    = 5*16          ; the same at difficulty A
TUNIT   = 90            ; frames a step of the time bar; a game has 20 steps
VBTIME  = 43            ; timer for VBLANK, units of 64 cycles

; ---- TIA, written ---------------------------------------------------------------
VSYNC   = $00
VBLANK  = $01
WSYNC   = $02
NUSIZ0  = $04           ; sprite size: 0 plain, 5 double; missile width in bits 4-5
NUSIZ1  = $05
COLUP0  = $06           ; colours: high 4 bits hue, low 4 bits brightness
COLUP1  = $07
COLUPF  = $08           ; playfield
COLUBK  = $09           ; background
CTRLPF  = $0A           ; bit 0: right half of the playfield mirrored, not repeated
PF0     = $0D           ; playfield: PF0 bits 4-7, PF1 bits 7-0, PF2 bits 0-7
PF1     = $0E
PF2     = $0F
RESP0   = $10           ; RESP1, RESM0 follow
AUDC0   = $15           ; sound: waveform, pitch, volume
AUDF0   = $17
AUDV0   = $19
GRP0    = $1B           ; the 8 pixels of sprite 0 and 1
GRP1    = $1C
ENAM0   = $1D
HMP0    = $20           ; HMP1, HMM0 follow
HMOVE   = $2A
HMCLR   = $2B
; ---- RIOT: joystick, console switches, timer -----------------------------------
SWCHA   = $0280         ; bit 4 up, bit 5 down; 0 = pressed
SWCHB   = $0282         ; bit 0 RESET, bit 1 SELECT (0 = pressed), bit 6 difficulty
INTIM   = $0284
TIM64T  = $0296

; ---- RAM.  "RAM n" of a learner is address $80+n ---------------------------------
; The state of the game:
mode    = $80           ; RAM 0    river 0..7
selPrev = $81           ; RAM 1    SELECT switch in the last frame
tleft   = $82           ; RAM 2    steps of the time bar left, 20..0
tsub    = $83           ; RAM 3    frames left in this step, TUNIT..1
; (values far from each other, so that a learner who reads a byte as a place tells them apart)
phase   = $84           ; RAM 4    0 no fish, $40 a fish waits, $80 the line is in the water
timer   = $85           ; RAM 5    frames left of it
water   = $86           ; RAM 6    0 still, $80 rapids
deep    = $87           ; RAM 7    0 shallow, $80 deep
side    = $88           ; RAM 8    where the line is: 0 nowhere, $40 above, $80 below
fish    = $89           ; RAM 9    where the fish is: 0 nowhere, $40 above, $80 below
strain  = $8A           ; RAM 10   16 for each frame of strain
snd     = $8B           ; RAM 11   sound left
rndL    = $8C           ; RAM 12   what the next fish is drawn from
rndH    = $8D           ; RAM 13
over    = $96           ; RAM 22   1 = game over
score   = $E7           ; RAM 103  score, BCD
; Scratch of a frame, worked out again from the state in every frame:
dig1    = $B8           ; +1  picture of the tens
dig0    = $BA           ; +1  picture of the ones
bar     = $BC           ; +2  playfield of the time bar
pfish   = $C0           ; +1  the fish, by row
pline   = $C2           ; +1  the line, by row
pwave   = $C4           ; +1  the waves, by row
bands   = $C6           ; +2  colours of meadow, water and bank
cband   = $C9           ; colour of the next row
cline   = $CA           ; colour of the angler and the line

; ---- geometry --------------------------------------------------------------------
ROWS    = 80            ; of two lines: the playfield has 160
ANGX    = 56            ; one column left of the angler, in whose middle the line begins
LINEX   = 61            ; (a missile appears one column to the left of it)
FISHX   = 76            ; one column left of the fish
MEADOW  = $C4
BANK    = $F4

        ORG $F000
;==============================================================================
; Power-on: clear everything (RAM is random on a real machine), start a game.
;==============================================================================
Start   sei
        cld
        ldx #0
        txa
.clr    sta $00,x       ; TIA at $00-$7F, RAM at $80-$FF
        inx
        bne .clr
        dex
        txs             ; stack at $FF
        jsr NewGame

;==============================================================================
; One frame.
;==============================================================================
Frame   lda #2
        sta WSYNC
        sta VBLANK
        sta VSYNC       ; 3 lines of VSYNC
        sta WSYNC
        sta WSYNC
        lda #0
        sta WSYNC
        sta VSYNC
        lda #VBTIME
        sta TIM64T      ; 37 lines of VBLANK, measured by the timer
        jsr Logic
        jsr Prepare
        lda #63         ; score digits: double width is drawn one column later,
        ldx #0          ;   64-79 and 80-95
        jsr PosX
        lda #79
        ldx #1
        jsr PosX
        lda #LINEX
        ldx #2
        jsr PosX
        sta WSYNC
        sta HMOVE
        lda #5          ; double width
        sta NUSIZ0
        sta NUSIZ1
        lda #0
        sta COLUBK
        sta COLUPF
        sta CTRLPF
        sta PF0
        sta PF1
        sta PF2
        ldx #$0E        ; score white, red when the game is over
        lda over
        beq .sc
        ldx #$48
.sc     stx COLUP0
        stx COLUP1
        sta HMCLR
.vb     sta WSYNC       ; look at the timer once a line
        lda INTIM
        bne .vb
        sta WSYNC
        sta VBLANK      ; A = 0: beam on, 192 lines of picture begin

; ---- 21 lines: the score ----------------------------------------------------------
        sta WSYNC
        ldy #7          ; 8 rows of 2 lines, pictures are stored bottom row first
.dig    lda (dig1),y
        tax
        lda (dig0),y
        sta WSYNC
        stx GRP0
        sta GRP1
        sta WSYNC
        dey
        bpl .dig
        iny             ; Y = 0
        sta WSYNC
        sty GRP0
        sty GRP1
        sty NUSIZ0      ; (the fish stays of double width)
        lda #ANGX       ; sprite 0 becomes the angler
        ldx #0
        jsr PosX
        lda #FISHX      ; sprite 1 the fish
        ldx #1
        jsr PosX
        sta WSYNC
        sta HMOVE       ; comb on a black line
        lda cline
        sta COLUP0
        lda #$00        ; a dark shape
        sta COLUP1
        lda #$9E
        sta COLUPF
        lda bands
        sta cband
        sta HMCLR       ; no sooner than 24 cycles after HMOVE

; ---- 160 lines: 80 rows of two, Y = row ----------------------------------------------
.row    lda (pfish),y
        tax
        lda (pline),y
        sta WSYNC
        sta ENAM0       ;3
        stx GRP1        ;6
        lda cband       ;9
        sta COLUBK      ;12
        lda Angler,y    ;16
        sta GRP0        ;19
        ldx Band+1,y    ;    the colour of the row after it
        lda bands,x
        sta cband
        lda (pwave),y
        iny
        sta WSYNC
        sta PF1         ;3
        sta PF2         ;6
        cpy #ROWS
        bne .row

; ---- 11 lines: the time bar, a mirrored playfield that shrinks to the middle ---------
        lda #0
        ldx #1
        sta WSYNC
        sta COLUPF      ;3
        sta COLUBK      ;6
        stx CTRLPF      ;9
        sta GRP0
        sta GRP1
        sta ENAM0
        lda bar
        sta PF0
        lda bar+1
        sta PF1
        lda bar+2
        sta PF2
        ldx #$9A        ; blue, red for the last quarter
        lda tleft
        cmp #6
        bcs .bc
        ldx #$46
.bc     sta WSYNC
        ldy #6
.bar    sta WSYNC
        stx COLUPF
        dey
        bne .bar
        sta WSYNC
        sty COLUPF      ; Y = 0: black
        sta WSYNC

; ---- 30 lines of overscan ------------------------------------------------------------
        lda #2
        sta WSYNC
        sta VBLANK      ; beam off
        ldx #29
.os     sta WSYNC
        dex
        bne .os
        jmp Frame

;==============================================================================
; PosX: put object X (0, 1 sprites, 2 missile 0) at column A, after the next HMOVE.
; Takes one line.
;==============================================================================
        ALIGN 16        ; the loop must not cross a page: a taken branch would cost more
PosX    clc             ; the first turn of the loop ends at column 3
        adc #3
        sec
        sta WSYNC
.p      sbc #15         ; 5 cycles = 15 columns a turn
        bcs .p
        eor #7
        asl
        asl
        asl
        asl
        sta HMP0,x
        sta RESP0,x
        rts

;==============================================================================
; Prepare: what the kernel needs, worked out from the state of the game.
;==============================================================================
Prepare ldy #<FontBlank ; tens: no leading zero
        lda score
        lsr
        and #$78        ; tens * 8
        beq .t
        clc
        adc #<Font
        tay
.t      sty dig1
        lda score
        asl
        asl
        asl             ; ones * 8 (the tens fall out, or into bit 7)
        and #$78
        clc
        adc #<Font
        sta dig0
        lda #>Font      ; Font lies in one page
        sta dig1+1
        sta dig0+1
        ldx tleft       ; time bar
        lda BarPF0,x
        sta bar
        lda BarPF1,x
        sta bar+1
        lda BarPF2,x
        sta bar+2
        lda fish
        jsr Place
        lda FishLo,x
        sta pfish
        lda FishHi,x
        sta pfish+1
        lda side
        jsr Place
        lda LineLo,x
        sta pline
        lda LineHi,x
        sta pline+1
        ldx #0          ; no waves in still water; they move every four frames
        lda water
        beq .still
        inx
        lda timer
        and #4
        beq .still
        inx
.still  lda WaveLo,x
        sta pwave
        lda WaveHi,x
        sta pwave+1
        lda #MEADOW
        sta bands
        lda #BANK
        sta bands+2
        ldx #4          ; mist where there is no fish
        lda phase
        beq .mist
        ldx #0          ; else by kind and depth
        lda water
        beq .calm
        ldx #2
.calm   lda deep
        beq .mist
        inx
.mist   lda Waters,x
        sta bands+1
        lda strain
        lsr
        lsr
        lsr
        lsr
        tax
        lda Strain,x
        sta cline
        rts

; Place: X = 0, 1, 2 for A = 0, $40, $80.
Place   asl
        rol
        rol
        and #3
        tax
        rts

;==============================================================================
; NewGame: the state at the start, for the river in mode.
;==============================================================================
NewGame lda #0
        sta over
        sta score
        sta snd
        sta AUDV0
        lda #20
        sta tleft
        lda #TUNIT
        sta tsub
        lda mode
        asl
        asl
        asl
        asl
        ora #$05
        sta rndL
        lda #$A7
        sta rndH

; ToRest: no fish for a while.
ToRest  lda #0
        sta phase
        sta water
        sta deep
        sta side
        sta fish
        sta strain
        lda #REST
        sta timer
        rts

;==============================================================================
; Logic: one frame of the game.
;==============================================================================
Logic   lda SWCHB
        and #2
        tay             ; Y = SELECT now, 0 = pressed
        lda SWCHB
        lsr
        bcs .nores
        sty selPrev
        jmp NewGame     ; RESET is held
.nores  cpy selPrev
        beq .nosel
        sty selPrev
        tya
        bne .nosel      ; let go
        ldx mode        ; pressed: the next mode
        inx
        txa
        and #7
        sta mode
        jmp NewGame
.nosel  lda over
        beq .play
        lda #0
        sta AUDV0
        rts             ; over: everything stands still

.play   lsr rndH        ; 16 bits that shift, 65,535 frames until they come again
        ror rndL
        bcc .same
        lda rndH
        eor #$B4
        sta rndH
.same   lda snd
        beq .nosnd
        dec snd
.nosnd  lda snd
        sta AUDV0

        lda phase
        bmi .fight
        bne .go
        jmp .rest
.go     jmp .cast

; The line is in the water.
.fight  jsr Keys
        ldx water
        beq .slack
        eor side        ; rapids: 0 if the same direction is held
.slack  cmp #0
        beq .good       ; still water: 0 if none is
        clc
        lda strain
        adc #16
        sta strain
        ldx #LIMIT
        bit SWCHB       ; V = bit 6, difficulty A: a weaker line
        bvc .strong
        ldx #WEAK
.strong cpx strain
        bne .good
        lda #12         ; it breaks: a low noise
        ldx #8
        ldy #20
        jsr Sound
        jsr ToRest
        jmp .clock
.good   dec timer
        bne .clock
        lda side
        cmp fish
        bne .lost
        sed             ; caught: decimal arithmetic
        clc
        lda score
        adc #1
        sta score
        cld
        lda #15         ; a high tone
        ldx #4
        ldy #8
        jsr Sound
.lost   jsr ToRest
        jmp .clock

; A fish waits.
.cast   lda timer
        cmp #WAIT+1
        bcs .wait       ; not yet
        jsr Keys
        beq .wait
        sta side
        lda #$80
        sta phase
        ldx #SHALLOW-1  ; this frame is the first
        lda deep
        beq .lasts
        ldx #DEEP-1
.lasts  stx timer
        lda #4          ; a plop
        ldx #8
        ldy #4
        jsr Sound
        jmp .clock
.wait   dec timer
        bne .clock
        jsr ToRest      ; it swims away
        jmp .clock

; No fish.
.rest   dec timer
        bne .clock
        lda rndL        ; bit 0: rapids
        lsr
        lda #0
        ror
        sta water
        lda rndL        ; bit 3: deep
        lsr
        lsr
        lsr
        lsr
        lda #0
        ror
        sta deep
        lda rndH        ; bit 8: below
        lsr
        lda #$40
        sta phase
        bcc .above
        asl
.above  sta fish
        lda #WAIT+SHY
        sta timer

.clock  dec tsub
        bne .done
        lda #TUNIT
        sta tsub
        dec tleft
        bne .done
        lda #1
        sta over
.done   rts

; Keys: A = 0 if neither direction is held, $40 UP, $80 DOWN; Z accordingly.
Keys    lda SWCHA
        and #$30
        eor #$30
        asl
        asl
        rts

; Sound: for A frames the waveform X at the pitch Y.
Sound   sta snd
        stx AUDC0
        sty AUDF0
        rts

        INCLUDE "angler_data.asm"

        ORG $FFFA
        .word Start, Start, Start
