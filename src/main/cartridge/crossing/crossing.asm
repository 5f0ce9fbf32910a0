;==============================================================================
; CROSSING - an original road-crossing game for the Atari 2600 (4 KB, NTSC)
;
; Licence: CC0 1.0 Universal (public domain dedication).  To the extent possible
; under law the authors waive all rights to this file and to its binary.
; Assemble:  dasm crossing.asm -f3 -ocrossing.bin
;
; THE GAME
;   A walker (a turtle) starts on the grass at the bottom, and crosses eight lanes of
;   traffic.  Reaching the grass at the top scores one point and puts the walker
;   back at the bottom.  A car that touches the walker stuns it: for STUN frames
;   it slides back, unharmed, and obeys nobody.  A game lasts 20*TUNIT frames; the bar
;   at the bottom of the screen is the time left.  SELECT chooses one of eight
;   traffic patterns, RESET starts a game, the left difficulty switch in
;   position A sends a hit walker all the way back.
;
; THE MACHINE, FOR SOMEBODY WHO HAS NEVER SEEN ONE
;   The 2600 is a 6507 CPU (a 6502 with 4 KB of cartridge at $F000), 128 bytes of
;   RAM at $80-$FF, and a video chip, the TIA, which has no picture memory at all.
;   The TIA holds ONE line: two 8-pixel sprites ("players", GRP0 and GRP1), a
;   20-bit background pattern ("playfield", PF0 PF1 PF2) shown once for each half
;   of the line, and four colours.  The program rewrites those registers while
;   the electron beam draws, line by line; such a loop is called a kernel.
;
;   A line is 76 CPU cycles = 228 colour clocks.  The first 68 clocks (22.67
;   cycles) are horizontal blank, the other 160 are the visible columns.  So a
;   register written before cycle 22 of a line is right for all of that line; one
;   written later leaves a torn edge.  All kernels below write the colours and
;   the playfield before cycle 22; the numbers in the comments, like ";17", are
;   the cycle of the line at which the instruction has ended.  Writing WSYNC
;   stops the CPU until the next line begins.
;
;   A frame is 262 lines = 19,912 cycles, sixty a second:
;       3 lines  VSYNC    tells the television to start at the top
;      37 lines  VBLANK   beam off: read the joystick, run the game (Logic)
;     192 lines  picture  20 score, 160 playfield, 12 time bar
;      30 lines  overscan beam off
;   The game runs BEFORE the picture, so that RAM at the end of a frame is what
;   that frame's picture shows.
;
;   A sprite has no position register: it appears where the beam is when RESP is
;   written, in steps of 15 columns (5 cycles a turn of a loop), and is then moved
;   by -8..+7 columns by the HM register when HMOVE is written.  Writing HMOVE
;   blackens the 8 columns on the left of that line ("comb"): here that happens
;   on black lines only.  Each lane re-uses sprite 1 for its car.
;
; HOW THE ARCADE LEARNING ENVIRONMENT (ALE) READS IT
;   A cartridge with an unknown checksum in a file called freeway.bin is played
;   by ALE's rules for "freeway".  These read three cells of RAM:
;       RAM 0   ($80)  game mode 0..7: ALE presses SELECT until it is the one asked for
;       RAM 22  ($96)  1 = the game is over
;       RAM 103 ($E7)  score, two decimal digits (BCD)
;   The actions are NOOP, UP and DOWN.  The reward is the growth of the score.
;   The cells $80-$8F, $96, $98-$B7 and $E7 below are the whole state of the game;
;   nothing is random.
;==============================================================================
        processor 6502

; ---- tuning: docs/crossing.md has what these give -----------------------------
PSPD    = 512           ; walking up,   1/256 line a frame
DSPD    = 128           ; walking down, 1/256 line a frame
STUN    = 60            ; frames of stun after a hit
KNOCK   = 1             ; whole lines a stunned walker slides back in a frame
TUNIT   = 120           ; frames a step of the time bar; a game has 20 steps
VBTIME  = 43            ; timer for VBLANK, units of 64 cycles

; ---- TIA, written ---------------------------------------------------------------
VSYNC   = $00
VBLANK  = $01
WSYNC   = $02
NUSIZ0  = $04           ; sprite size and copies: 0 one, 1 two close (16 columns),
NUSIZ1  = $05           ;   2 two apart (32 columns), 5 one of double width
COLUP0  = $06           ; colours: high 4 bits hue, low 4 bits brightness
COLUP1  = $07
COLUPF  = $08           ; playfield
COLUBK  = $09           ; background
CTRLPF  = $0A           ; bit 0: right half of the playfield mirrored, not repeated
REFP1   = $0C           ; bit 3: sprite 1 mirrored
PF0     = $0D           ; playfield: PF0 bits 4-7, PF1 bits 7-0, PF2 bits 0-7,
PF1     = $0E           ;   4 columns a bit, left to right
PF2     = $0F
RESP0   = $10
RESP1   = $11
AUDC0   = $15           ; sound: waveform, pitch, volume
AUDF0   = $17
AUDV0   = $19
GRP0    = $1B           ; the 8 pixels of sprite 0 and 1
GRP1    = $1C
HMP0    = $20
HMP1    = $21
HMOVE   = $2A
HMCLR   = $2B
; ---- RIOT: joystick, console switches, timer -----------------------------------
SWCHA   = $0280         ; bit 4 up, bit 5 down; 0 = pressed
SWCHB   = $0282         ; bit 0 RESET, bit 1 SELECT (0 = pressed), bit 6 difficulty
INTIM   = $0284
TIM64T  = $0296

; ---- RAM.  "RAM n" of a learner is address $80+n ---------------------------------
; The state of the game:
mode    = $80           ; RAM 0    traffic pattern 0..7
selPrev = $81           ; RAM 1    SELECT switch in the last frame
tleft   = $82           ; RAM 2    steps of the time bar left, 20..0
tsub    = $83           ; RAM 3    frames left in this step, TUNIT..1
py      = $84           ; RAM 4    walker's top line, PYSTART down to PYGOAL
pyf     = $85           ; RAM 5    its fraction, 1/256 line
stun    = $86           ; RAM 6    frames of stun left, 0 = free
snd     = $87           ; RAM 7    sound left
carX    = $88           ; RAM 8-15 column of each lane's car, 0..159, top lane first
; $90-$95: scratch (below)
over    = $96           ; RAM 22   1 = game over
carF    = $98           ; RAM 24-31 fractions of carX, 1/256 column
carK    = $A0           ; RAM 32-39 kind of car: the lane's NUSIZ1
carVL   = $A8           ; RAM 40-47 speed, columns a frame, signed: fraction
carVH   = $B0           ; RAM 48-55 speed: whole part (two's complement)
score   = $E7           ; RAM 103  score, BCD
; Scratch of a frame, worked out again from the state in every frame:
ptr     = $90           ; +1  walker's picture, less its line
tmp     = $92
dig1    = $B8           ; +1  picture of the tens
dig0    = $BA           ; +1  picture of the ones
bar     = $BC           ; +2  playfield of the time bar
pcol    = $BF           ; walker's colour

; ---- geometry, in lines of the playfield -----------------------------------------
LANES   = 8
LANEH   = 16            ; a lane: rows 3..12 are the car, rows 15 and 0 the markings
CARTOP  = 3
CAREND  = 13
GOALH   = 14            ; grass at the top
STARTH  = 18            ; grass at the bottom
ROADEND = GOALH+LANES*LANEH     ; 142
LINES   = ROADEND+STARTH        ; 160
SPRH    = 10            ; the walker is 10 lines high and 8 columns wide
PX      = 76            ; its column
PYSTART = ROADEND+5     ; 147
PYMAX   = PYSTART+3     ; 150
PYGOAL  = 2             ; crossed when py <= this
GRASS   = $C2
ROAD    = $00
KERB    = $08

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
        sta WSYNC
        sta HMOVE
        lda #5          ; double width
        sta NUSIZ0
        sta NUSIZ1
        lda #0
        sta REFP1
        sta COLUBK
        sta COLUPF
        sta CTRLPF
        lda #%11000000  ; playfield for the road markings: 8 columns off, 8 on
        sta PF0
        lda #%00110011
        sta PF1
        lda #%11001100
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

; ---- 20 lines: the score ----------------------------------------------------------
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
        sty NUSIZ0
        lda #PX         ; sprite 0 becomes the walker
        ldx #0
        jsr PosX
        sta WSYNC
        sta HMOVE       ; comb on a black line
        lda pcol
        sta COLUP0
        ldx #0          ; X = lane, top to bottom
        jsr Return      ; 12 cycles: HMCLR no sooner than 24 after HMOVE
        sta HMCLR

; ---- 160 lines: the playfield, Y = line 0..159 --------------------------------------
; The grass at the top.  Its last line is the kerb.
.goal   lda (ptr),y
        sta WSYNC
        sta GRP0        ;3
        lda GoalBk,y    ;7
        sta COLUBK      ;10
        lda GoalPf,y    ;14
        sta COLUPF      ;17
        iny             ;19
        cpy #GOALH      ;21
        bne .goal       ;23
        clc             ;25

; A lane.  We come here in the line before it (row 15 of the lane above), with the
; carry clear, and find the coarse and fine position of the car meanwhile.
LaneLp  ldy carK,x      ;30  (the first lane: 29)
        sty NUSIZ1      ;33  sprite 1 is empty on this line
        lda AdjT,y      ;37  0, or -1 for double width
        adc carX,x      ;41
        tay             ;43
        lda FineT,y     ;47
        sta HMP1        ;50
        lda CoarseT,y   ;54
        sta tmp         ;57
        ldy LnTop,x     ;61
        lda (ptr),y     ;67
        ldy tmp         ;70
        sta WSYNC       ;73
; Row 0: colours are still those of row 15 above.  Coarse position of the car.
        sta GRP0        ;3
        lda LnRef,x     ;7
        sta REFP1       ;10
        lda #0          ;12
        sta GRP1        ;15
.d      dey
        bpl .d          ;19+5n
        sta RESP1       ;22+5n, n = 0..10
        sta WSYNC
; Row 1: fine position; the road turns black.
        sta HMOVE       ;3
        lda #ROAD       ;5
        sta COLUBK      ;8
        sta COLUPF      ;11
        ldy LnTop,x     ;15
        iny             ;17
        lda (ptr),y     ;23
        sta GRP0        ;26  (the walker is at column 76 = cycle 48)
        iny
; Rows 2-14: walker, car and the car's colour change from line to line.
.row    lda (ptr),y
        sta WSYNC
        sta GRP0        ;3
        lda CarGfx,y    ;7
        sta GRP1        ;10
        lda CarCol,y    ;14
        sta COLUP1      ;17
        iny
        tya
        cmp LnEnd,x
        bne .row
; Row 15: the marking below the lane, two lines with row 0 of the next.
        lda (ptr),y
        sta WSYNC
        sta GRP0        ;3
        lda LnBk,x      ;7
        sta COLUBK      ;10
        lda LnPf,x      ;14
        sta COLUPF      ;17
        iny             ;19
        inx             ;21
        cpx #LANES      ;23  leaves the carry clear below 8
        bne LaneLp      ;26

; The grass at the bottom.  Its first line is the kerb.
.start  lda (ptr),y
        sta WSYNC
        sta GRP0        ;3
        lda StartBk-ROADEND,y ;8
        sta COLUBK      ;11
        lda StartPf-ROADEND,y ;16
        sta COLUPF      ;19
        iny
        cpy #LINES
        bne .start

; ---- 12 lines: the time bar, a mirrored playfield that shrinks to the middle ---------
        lda #0
        ldy #1
        sta WSYNC
        sta COLUPF      ;3
        sta COLUBK      ;6
        sta GRP0        ;9
        sty CTRLPF      ;12
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
        sta WSYNC
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
; PosX: put sprite X (0 or 1) at column A, after the next HMOVE.  Takes one line.
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
Return  rts

;==============================================================================
; Prepare: what the kernels need, worked out from the state of the game.
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
        ldy #$1E        ; the walker: yellow, steps every 4 lines
        ldx #0
        lda py
        and #4
        beq .s0
        inx
.s0     lda stun
        beq .s1
        ldx #2          ; stunned: another picture, red and white
        ldy #$0E
        and #4
        beq .s1
        ldy #$46
.s1     sty pcol
        sec             ; ptr = picture - py, so that (ptr),line is its row
        lda SprLo,x
        sbc py
        sta ptr
        lda SprHi,x
        sbc #0
        sta ptr+1
        rts

;==============================================================================
; NewGame: the state at the start, for the traffic pattern in mode.
;==============================================================================
NewGame lda #0
        sta over
        sta score
        sta stun
        sta pyf
        sta snd
        sta AUDV0
        lda #20
        sta tleft
        lda #TUNIT
        sta tsub
        lda #PYSTART
        sta py
        ldx #LANES-1
.n      txa             ; lane X has traffic (X + mode) mod 8
        clc
        adc mode
        and #7
        tay
        lda Kind,y
        sta carK,x
        lda SpdLo,y
        sta carVL,x
        lda SpdHi,y
        sta carVH,x
        cpx #4          ; lanes 0-3 drive to the left: negative speed
        bcs .right
        lda #0
        sec
        sbc carVL,x
        sta carVL,x
        lda #0
        sbc carVH,x
        sta carVH,x
.right  lda X0,x
        sta carX,x
        lda #0
        sta carF,x
        dex
        bpl .n
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

.play   ldx #LANES-1    ; cars: carX.carF += carVH.carVL, modulo 160
.c      clc
        lda carF,x
        adc carVL,x
        sta carF,x
        lda carX,x
        adc carVH,x
        cmp #160
        bcc .cs
        cmp #208        ; left of 0 (208-255), or right of 159?
        bcc .cr
        sbc #96         ; 255 -> 159
        bcs .cs
.cr     sbc #159        ; carry clear: 160 -> 0
.cs     sta carX,x
        dex
        bpl .c

        lda snd
        beq .nosnd
        dec snd
.nosnd  lda snd
        sta AUDV0

        lda stun
        beq .free
        dec stun        ; stunned: slide back
        clc
        lda py
        adc #KNOCK
        cmp #PYSTART
        bcc .sy
        lda #0
        sta pyf
        lda #PYSTART
.sy     sta py
        jmp .clock

.free   lda SWCHA
        and #$10
        bne .noup
        sec             ; UP
        lda pyf
        sbc #<PSPD
        sta pyf
        lda py
        sbc #>PSPD
        sta py
        cmp #PYGOAL+1
        bcs .touch
        lda #PYSTART    ; across
        sta py
        lda #0
        sta pyf
        sed             ; decimal arithmetic
        clc
        lda score
        adc #1
        sta score
        cld
        lda #15         ; a high tone
        sta snd
        lda #4
        sta AUDC0
        lda #8
        sta AUDF0
        jmp .clock
.noup   lda SWCHA
        and #$20
        bne .touch
        clc             ; DOWN
        lda pyf
        adc #<DSPD
        sta pyf
        lda py
        adc #>DSPD
        cmp #PYMAX
        bcc .dn
        lda #0
        sta pyf
        lda #PYMAX
.dn     sta py

; Does a car touch the walker?  Boxes: lines py..py+9 against rows 3..12 of a lane,
; columns PX..PX+7 against the car's.  The walker is in one lane, or in two.
.touch  sec
        lda py          ; the lane of its top line
        sbc #GOALH
        bcc .bot
        tay
        and #LANEH-1
        cmp #CAREND
        bcs .bot
        tya
        jsr Lane
        bcs .hit
.bot    sec
        lda py          ; the lane of its bottom line
        sbc #GOALH-SPRH+1
        bcc .clock
        tay
        and #LANEH-1
        cmp #CARTOP
        bcc .clock
        tya
        jsr Lane
        bcc .clock
.hit    lda #STUN
        sta stun
        bit SWCHB       ; V = bit 6, difficulty A: all the way back
        bvc .soft
        lda #0
        sta pyf
        lda #PYSTART
        sta py
.soft   lda #12         ; a low noise
        sta snd
        lda #8
        sta AUDC0
        lda #20
        sta AUDF0

.clock  dec tsub
        bne .done
        lda #TUNIT
        sta tsub
        dec tleft
        bne .done
        lda #1
        sta over
.done   rts

; Lane: A = line below the top of the road.  Carry set: the car of that line's lane
; is in the walker's columns.
Lane    lsr
        lsr
        lsr
        lsr
        cmp #LANES
        bcs .off
        tax
        sec             ; A = (PX+7 - carX) mod 160: touched when < width+7
        lda #PX+7
        sbc carX,x
        bcs .l1
        adc #160
.l1     ldy carK,x
        cmp KindW,y
        bcc .yes
        sbc KindO,y     ; (carry is set) the second car of the lane
        bcs .l2
        adc #160
.l2     cmp KindW,y
        bcc .yes
.off    clc
        rts
.yes    sec
        rts

        INCLUDE "crossing_data.asm"

        ORG $FFFA
        .word Start, Start, Start
